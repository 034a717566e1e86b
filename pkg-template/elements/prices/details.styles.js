import { css } from 'lit'

export const styles = css`
  form { display: grid; gap: var(--s4); padding: var(--s4); border: 1px solid var(--rule); border-radius: calc(var(--radius) * 1.5); background: var(--surface); }
  .fields { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: var(--s3); align-items: end; }
  .fields input { text-align: right; }
  .fields select { width: 100%; }
  .fields .unit { align-self: end; padding-bottom: 8px; }
  .sum { display: flex; justify-content: space-between; align-items: end; gap: var(--s3); flex-wrap: wrap; }
  .lead { font-size: 1.5rem; font-weight: 600; }
  .lead.muted { font-size: var(--text); font-weight: 400; }
  section { display: grid; gap: var(--s2); }
  th.local { white-space: normal; }
  svg.tiers { width: 100%; height: auto; overflow: visible; }
  svg .area { fill: var(--accent-soft); }
  svg .line { fill: none; stroke: var(--accent); stroke-width: 2; }
  svg text { font-size: 12px; fill: var(--muted); }
  svg text.price { fill: var(--ink); }
  .facts { display: grid; grid-template-columns: auto 1fr; gap: var(--s1) var(--s5); font-size: var(--small); padding-top: var(--s4); border-top: 1px solid var(--rule); }
  .facts dt { color: var(--muted); }
  .facts dd { overflow-wrap: anywhere; }
`
