import { css } from 'lit'

export const styles = css`
  .page { display: grid; gap: var(--s6); grid-template-columns: minmax(0, 1fr); }
  .none { padding: var(--s6) 0; text-align: center; }
  .head { display: flex; flex-wrap: wrap; align-items: end; gap: var(--s3) var(--s5); }
  .head h1 { flex: 1 1 100%; }
  .head select { max-width: 100%; }
  .verdict { display: grid; gap: var(--s1); }
  .answer { font-size: var(--answer); font-weight: 600; letter-spacing: -0.025em; line-height: 1.15; text-wrap: balance; }
  .ready .answer span { color: var(--good); }
  .notReady .answer span { color: var(--bad); }
  .unknown .answer span { color: var(--warn); }
  .sides { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: var(--s6) var(--s7); align-items: start; }
  .facts { display: grid; gap: var(--s5); }
  fieldset { display: grid; gap: var(--s3); margin: 0; padding: 0; border: 0; min-width: 0; }
  legend { width: 100%; margin-bottom: var(--s3); padding: 0 0 var(--s2); border-bottom: 1px solid var(--rule-strong); font-weight: 600; }
  .facts label > select, .facts label > input:not([type='checkbox']) { width: 100%; }
  .facts select.open { color: var(--muted); border-style: dashed; }
  .list { display: grid; gap: var(--s2); justify-items: start; }
  .list > label { width: 100%; }
  .list ul { display: grid; gap: var(--s2); width: 100%; }
  .list li { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s1) var(--s3); padding: var(--s2) 0 var(--s2) var(--s3); border-inline-start: 3px solid var(--rule); }
  .list li > input { flex: 1 1 120px; min-width: 0; width: 100px; }
  .list li > select { flex: 1 1 160px; min-width: 0; }
  .flag { display: flex; align-items: center; gap: var(--s2); min-height: 28px; }
  .rules, .effects { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 1fr); }
  .rules h2, .effects h2 { padding-bottom: var(--s2); border-bottom: 1px solid var(--rule-strong); }
  .rule { display: grid; grid-template-columns: 28px minmax(0, 1fr); gap: var(--s3); padding: var(--s3) 0; border-bottom: 1px solid var(--rule); }
  .rule h3 { color: var(--ink); font-size: var(--text); }
  .sign { display: grid; place-items: center; width: 28px; height: 28px; border-radius: 99px; font-weight: 700; }
  .yes .sign { color: var(--good); background: var(--surface); }
  .no .sign { color: var(--bad); background: var(--bad-soft); }
  .open .sign { color: var(--warn); background: var(--warn-soft); }
  .word { margin-inline-start: var(--s1); font-size: var(--small); font-weight: 500; color: var(--muted); }
  .no .word { color: var(--bad); }
  .open .word { color: var(--warn); }
  .unchecked { margin-top: var(--s4); }
  .left-out { margin-inline-start: var(--s2); }
  .next { margin-top: var(--s1); }
  .fill { color: var(--accent); text-decoration: underline; text-underline-offset: 3px; }
  details { font-size: var(--small); }
  summary { width: fit-content; min-height: 24px; color: var(--muted); cursor: pointer; }
  .plans { width: auto; min-width: min(100%, 420px); justify-self: start; }
  .line { display: grid; }
  .line > li { display: grid; grid-template-columns: 128px minmax(0, 1fr); gap: var(--s5); }
  .line > li > h3 { padding: var(--s2) 0; font-size: var(--text); color: var(--ink); text-align: end; }
  .line > li > ul { position: relative; padding-inline-start: var(--s5); padding-bottom: var(--s5); border-inline-start: 2px solid var(--rule-strong); }
  .line > li > ul::before { content: ''; position: absolute; inset-inline-start: -7px; top: 14px; width: 12px; height: 12px; border-radius: 99px; background: var(--accent); }
  .line > .undated > ul { border-inline-start-style: dashed; }
  .line > .undated > ul::before { background: var(--page); border: 2px solid var(--rule-strong); box-sizing: border-box; }
  .line li li { display: grid; grid-template-columns: 200px minmax(0, 1fr); gap: var(--s1) var(--s4); padding: var(--s2) 0; }
  .line li li > strong { overflow-wrap: anywhere; font-weight: 500; }
  .line p, .rule p { max-width: 68ch; overflow-wrap: anywhere; }
  @media (max-width: 860px) {
    .sides { grid-template-columns: minmax(0, 1fr); }
    .line > li { grid-template-columns: minmax(0, 1fr); gap: 0; }
    .line > li > h3 { text-align: start; }
    .line > li > ul { margin-inline-start: 6px; }
    .line li li { grid-template-columns: minmax(0, 1fr); }
  }
  @media print { .facts, .fill { display: none; } .sides { grid-template-columns: minmax(0, 1fr); } }
`
