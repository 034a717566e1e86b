import { css } from 'lit'

export const styles = css`
  section { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 1fr); }
  header { align-items: end; }
  table { table-layout: fixed; }
  thead th { position: sticky; top: var(--azplan-top, 0); background: var(--page); z-index: 1; }
  th.item { width: 46%; }
  tbody th { padding-block: 2px; }
  tbody tr:hover > * { background: var(--surface); }
  .node { display: flex; align-items: center; gap: var(--s2); width: 100%; min-height: 44px; padding: 0; border: 0; background: none; text-align: start; border-radius: 6px; }
  .node:focus-visible { outline-offset: -2px; }
  .depth1 { padding-inline-start: 20px; }
  .depth2 { padding-inline-start: 40px; }
  .depth3 { padding-inline-start: 60px; }
  .depth4 { padding-inline-start: 80px; }
  .depth5 { padding-inline-start: 100px; }
  .turn { display: inline-grid; width: 16px; flex: none; color: var(--muted); transition: transform 120ms; }
  .turn.open { transform: rotate(90deg); }
  .words { min-width: 0; }
  .title { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 500; }
  .sub { display: block; font-size: var(--small); color: var(--muted); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .warn { color: var(--warn); font-weight: 500; }
  tr.customer .title, tr.plan .title { font-weight: 600; }
  .strong { font-weight: 600; }
  tfoot > tr > * { border-top: 1px solid var(--rule-strong); }
  @media (max-width: 760px) {
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    table, tbody, tfoot { display: block; }
    tr { display: grid; grid-template-columns: repeat(4, 1fr); gap: var(--s1) var(--s2); border-bottom: 1px solid var(--rule); padding-block: var(--s1); }
    tr > th { grid-column: 1 / -1; }
    tr > td, tr > th { border: 0; padding: 0; min-width: 0; }
    td[data-label] { text-align: start; overflow: hidden; text-overflow: ellipsis; }
    td[data-label]::before { content: attr(data-label); display: block; font-size: var(--small); color: var(--muted); font-weight: 400; }
  }
`
