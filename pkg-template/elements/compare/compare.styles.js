import { css } from 'lit'

export const styles = css`
  .page { display: grid; gap: var(--s6); grid-template-columns: minmax(0, 1fr); }
  .page > section, .page > .choices { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 1fr); }
  .parts { margin-bottom: var(--s5); width: fit-content; }
  .verdict { display: grid; gap: var(--s1); justify-items: start; }
  .verdict h2 { color: var(--muted); font-weight: 500; font-size: var(--small); }
  .answer { font-size: var(--answer); font-weight: 600; letter-spacing: -0.025em; line-height: 1.15; }
  .word { font-size: var(--lead); font-weight: 500; }
  .workload { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: var(--s3) var(--s4); align-items: end; }
  .workload label { display: grid; gap: var(--s1); font-size: var(--small); color: var(--muted); min-width: 0; }
  .workload input, .workload select { width: 100%; min-width: 0; font-size: var(--text); color: var(--ink); }
  .workload .choose { grid-column: span 2; }
  .market { display: grid; gap: var(--s6); grid-template-columns: minmax(0, 1fr); }
  .workload .find:only-child { max-width: 420px; }
  .workload .all { grid-column: 1 / -1; }
  .workload input[type='range'] { padding: 0; border: 0; background: none; min-height: 36px; }
  .checks { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s5); }
  .workload .check, .check { display: flex; align-items: center; gap: var(--s2); min-height: 28px; font-size: var(--text); color: var(--ink); }
  .workload .check input, .check input { width: 18px; min-height: 18px; height: 18px; padding: 0; flex: none; }
  .switch { display: flex; flex-wrap: wrap; width: fit-content; padding: 2px; border: 1px solid var(--rule); border-radius: 18px; background: var(--surface); }
  .switch button { min-height: 30px; padding: 0 var(--s3); border: 0; border-radius: 99px; background: none; font-size: var(--small); color: var(--muted); }
  .switch button[aria-pressed='true'] { background: var(--raised); color: var(--ink); font-weight: 600; box-shadow: 0 1px 3px var(--shadow); }
  fieldset { margin: 0; padding: 0; border: 0; display: flex; flex-wrap: wrap; gap: var(--s1) var(--s4); align-items: center; }
  legend { float: left; padding: 0; margin-inline-end: var(--s4); font-size: var(--small); color: var(--muted); }
  .wide { position: relative; overflow-x: auto; max-width: 100%; }
  table { width: 100%; }
  tbody th { font-weight: 500; text-align: start; }
  .ways-table tbody th, .points tbody th { white-space: nowrap; }
  tr.best th, tr.best td { font-weight: 600; background: var(--accent-soft); }
  td.missing { font-style: italic; }
  .matrix { min-width: 860px; table-layout: fixed; }
  .matrix th, .matrix td { vertical-align: top; text-align: start; overflow-wrap: anywhere; }
  .matrix thead th { white-space: normal; }
  .matrix thead th:first-child { width: 13%; }
  .matrix .gap { display: block; margin-top: var(--s2); }
  .matrix .chip { display: inline-block; white-space: normal; }
  td.day { white-space: nowrap; }
  .swatch { width: 28px; height: 10px; margin-inline-end: var(--s2); vertical-align: middle; }
  .badge { display: inline-grid; place-items: center; width: 22px; height: 22px; margin-inline-end: var(--s2); border-radius: 99px; background: var(--ink); color: var(--page); font-size: var(--small); font-weight: 600; }
  .notes { display: grid; gap: var(--s2); }
  .facts { display: grid; grid-template-columns: max-content 1fr; gap: var(--s1) var(--s4); margin-top: var(--s3); }
  .facts dt { color: var(--muted); }
  cite { font-style: normal; }
  svg.ways { width: 100%; min-width: 620px; max-width: 960px; height: auto; }
  svg .grid { stroke: var(--rule); fill: none; }
  svg .tick { fill: var(--muted); font-size: 12px; }
  svg .now { stroke: var(--rule-strong); stroke-dasharray: 2 3; fill: none; }
  svg .lead { stroke: var(--rule-strong); fill: none; }
  svg .name { fill: var(--ink); font-size: 12px; }
  svg .name.strong { font-weight: 600; }
  .way { fill: none; stroke-width: 1.75; stroke-linejoin: round; }
  .way.ink { stroke: var(--ink); }
  .way.accent { stroke: var(--accent); }
  .way.faint { stroke: var(--muted); }
  .way.bold { stroke-width: 3; }
  .way.dash { stroke-dasharray: 7 4; }
  .way.dots { stroke-dasharray: 2 4; }
  svg .point circle { fill: var(--ink); stroke: var(--page); stroke-width: 2; }
  svg .point text { fill: var(--page); font-size: 11px; font-weight: 600; }
  .paid summary { min-height: 28px; cursor: pointer; }
  .paid summary h2 { display: inline; }
  .commitment { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 1fr); }
  .profile { display: grid; gap: var(--s3) var(--s5); grid-template-columns: minmax(0, 420px) auto; align-items: end; justify-content: start; }
  .profile label { display: grid; gap: var(--s1); font-size: var(--small); color: var(--muted); }
  .profile textarea { width: 100%; font: inherit; font-size: var(--text); font-variant-numeric: tabular-nums; color: var(--ink); resize: vertical; }
  @media (max-width: 760px) {
    .profile { grid-template-columns: minmax(0, 1fr); }
    .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .stacked, .stacked tbody { display: block; }
    .stacked tr { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s1) var(--s3); padding: var(--s3) 0; border-bottom: 1px solid var(--rule); }
    .stacked th, .stacked td { padding: 0; border: 0; min-width: 0; text-align: start; }
    .stacked th, .stacked td.missing { grid-column: 1 / -1; }
    .stacked tbody th { white-space: normal; }
    .stacked td[data-label]::before { content: attr(data-label); display: block; font-size: var(--small); color: var(--muted); font-weight: 400; }
    .workload .choose { grid-column: 1 / -1; }
    .facts { grid-template-columns: 1fr; }
    .facts dd { margin-bottom: var(--s2); }
  }
`
