import { css } from 'lit'

export const styles = css`
  .page { display: grid; gap: var(--s6); grid-template-columns: minmax(0, 1fr); }
  .none { display: grid; gap: var(--s3); justify-items: center; padding: var(--s7) 0; text-align: center; }
  .head { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s3); }
  .head h1, .head p { overflow-wrap: anywhere; }
  .switch { display: flex; flex-wrap: wrap; padding: 2px; border: 1px solid var(--rule); border-radius: 18px; background: var(--surface); }
  .switch button { min-height: 30px; padding: 0 var(--s3); border: 0; border-radius: 99px; background: none; font-size: var(--small); color: var(--muted); }
  .switch button[aria-pressed='true'] { background: var(--raised); color: var(--ink); font-weight: 600; box-shadow: 0 1px 3px var(--shadow); }
  .chip.access { display: inline-flex; align-items: center; gap: var(--s1); }
  .toggles { display: flex; flex-wrap: wrap; gap: var(--s3) var(--s5); align-items: center; }
  label.inline { display: flex; align-items: center; gap: var(--s2); }
  label.check { display: flex; align-items: center; gap: var(--s2); min-height: 24px; }
  .verdict { display: grid; gap: var(--s2); justify-items: start; }
  .verdict h2 { color: var(--muted); font-weight: 500; font-size: var(--small); }
  .pair { display: flex; flex-wrap: wrap; align-items: end; gap: var(--s3) var(--s7); }
  .answer { font-size: var(--answer); font-weight: 600; letter-spacing: -0.025em; line-height: 1.15; }
  .second { font-size: var(--lead); font-weight: 600; line-height: 1.5; }
  .bad { color: var(--bad); }
  .strong { font-weight: 600; }
  .sheets { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr)); gap: var(--s5) var(--s7); }
  .sheets section, .leaks, .strips, .scenarios, .lines { display: grid; gap: var(--s3); align-content: start; grid-template-columns: minmax(0, 1fr); }
  .sheets h2 { padding-bottom: var(--s2); border-bottom: 1px solid var(--rule-strong); }
  .sheets th { font-weight: 400; }
  .sheets input { width: 90px; text-align: right; }
  .sums .strong th, .sums .strong td { border-bottom-color: var(--rule-strong); font-weight: 600; }
  .sub { display: block; font-size: var(--small); color: var(--muted); font-weight: 400; overflow-wrap: anywhere; }
  cite { font-style: normal; }
  .open { min-height: 28px; padding: 0; border: 0; background: none; text-align: start; font-weight: 500; overflow-wrap: anywhere; text-decoration: underline; text-decoration-color: var(--rule-strong); text-underline-offset: 3px; }
  .open:hover { color: var(--accent); }
  .fix { max-width: 340px; }
  tr.chosen { background: var(--accent-soft); }
  tr.chosen th:first-child { box-shadow: -6px 0 0 var(--accent-soft); }
  tr.chosen td:last-child { box-shadow: 6px 0 0 var(--accent-soft); }
  .scroll { overflow-x: auto; position: relative; }
  .legend { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s4); font-size: var(--small); color: var(--muted); }
  .legend li { display: flex; align-items: center; gap: var(--s2); }
  .strip { width: auto; border-collapse: separate; border-spacing: 0; }
  .strip th, .strip td { padding: 1px; border: 0; text-align: center; }
  .strip thead th { font-weight: 400; }
  .strip th:first-child { position: sticky; inset-inline-start: 0; background: var(--page); text-align: start; padding-inline-end: var(--s3); min-width: 150px; max-width: 240px; z-index: 1; }
  .strip abbr { text-decoration: none; }
  .strip tr.group th:first-child { padding-inline-start: var(--s5); font-weight: 400; font-size: var(--small); }
  .strip .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 200px; display: inline-block; vertical-align: bottom; }
  .strip .open { display: inline-flex; align-items: center; gap: var(--s1); max-width: 100%; text-decoration: none; }
  .turn { transform: rotate(-90deg); transition: transform 120ms; }
  [aria-expanded='true'] .turn { transform: none; }
  .cell { display: grid; place-items: center; width: 26px; height: 26px; padding: 0; border: 1px solid transparent; border-radius: 4px; font-size: var(--small); line-height: 1; }
  button.cell:hover { border-color: var(--ink); }
  .cell.earned { background: light-dark(#dcefe3, #1f3a2a); color: var(--good); }
  .cell.lost { background: light-dark(#a3261c, #ff9d90); color: light-dark(#ffffff, #2a0f0c); font-weight: 700; }
  .cell.partlyLost { background: var(--bad-soft); color: var(--bad); border-color: var(--bad); }
  .cell.ineligible { background: var(--surface); color: var(--muted); border-color: var(--rule); }
  .cell.free, .cell.unknown { background: var(--surface); color: var(--muted); border: 1px dashed var(--rule-strong); }
  .cell.none { position: relative; border-color: var(--rule); }
  .worth .values td { font-size: var(--small); padding: 0 3px; writing-mode: vertical-rl; text-align: end; }
  .worth .values th { font-weight: 400; vertical-align: top; }
  .lines th[scope='row'] { min-width: 200px; font-weight: 400; }
  summary { cursor: pointer; min-height: 28px; color: var(--warn); font-weight: 500; }
  @media (max-width: 760px) {
    .head > .grow { flex-basis: 100%; }
    .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .stacked, .stacked tbody { display: block; }
    .stacked tr { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s1) var(--s3); padding: var(--s3) 0; border-bottom: 1px solid var(--rule); }
    .stacked th, .stacked td { padding: 0; border: 0; min-width: 0; text-align: start; }
    .stacked th, .stacked .fix { grid-column: 1 / -1; max-width: none; }
    .stacked td[data-label]::before { content: attr(data-label); display: block; font-size: var(--small); color: var(--muted); font-weight: 400; }
    .strip th:first-child { min-width: 96px; max-width: 120px; }
    .strip .name { max-width: 96px; }
  }
`
