import { css } from 'lit'

export const styles = css`
  .all { display: grid; gap: var(--s6); grid-template-columns: minmax(0, 1fr); }
  section { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 1fr); }
  .verdict { gap: var(--s1); justify-items: start; }
  .verdict h2 { color: var(--muted); font-weight: 500; font-size: var(--small); }
  .amounts { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--s1) var(--s4); }
  .answer { font-size: var(--answer); font-weight: 600; letter-spacing: -0.025em; line-height: 1.15; }
  .word { font-size: var(--lead); font-weight: 500; }
  .verdict .gap { font-weight: 600; }
  .progress { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s3); }
  progress { flex: 1; min-width: 120px; max-width: 420px; height: 8px; border: 0; border-radius: 8px; overflow: hidden; background: var(--rule); }
  progress::-webkit-progress-bar { background: var(--rule); }
  progress::-webkit-progress-value { background: var(--accent); }
  progress::-moz-progress-bar { background: var(--accent); }
  .switch { display: flex; flex-wrap: wrap; justify-self: start; padding: 2px; border: 1px solid var(--rule); border-radius: 18px; background: var(--surface); }
  .switch button { min-height: 30px; padding: 0 var(--s3); border: 0; border-radius: 99px; background: none; font-size: var(--small); color: var(--muted); }
  .switch button[aria-pressed='true'] { background: var(--raised); color: var(--ink); font-weight: 600; box-shadow: 0 1px 3px var(--shadow); }
  .switch .count { font-weight: 400; }
  .lines table { table-layout: fixed; overflow-anchor: none; }
  .lines thead th { position: sticky; top: var(--azplan-top, 0); background: var(--page); z-index: 1; }
  th.item { width: 24%; }
  th.why { width: 28%; }
  tr.hit { height: 60px; }
  tr.hit td { padding-block: 0; line-height: 1.35; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  /* A figure that is cut off reads as another: long ones go on in a second line. */
  tr.hit td.number { white-space: normal; overflow-wrap: anywhere; }
  tr.pad td { padding: 0; border: 0; height: 0; }
  .title { display: block; overflow: hidden; text-overflow: ellipsis; font-weight: 500; }
  .sub { display: block; overflow: hidden; text-overflow: ellipsis; font-size: var(--small); color: var(--muted); }
  .strong { font-weight: 600; }
  .scroll { overflow-x: auto; }
  .scroll td { overflow-wrap: anywhere; font-size: var(--small); }
  @media (max-width: 760px) {
    .lines thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .lines table, .lines tbody { display: block; }
    .lines tr.pad, .lines tr.pad td { display: block; }
    .lines tr.hit { display: grid; grid-template: 'item item item' auto 'why why why' auto 'a b c' auto / 1fr 1fr 1fr; gap: var(--s1) var(--s3); height: 168px; align-content: center; border-bottom: 1px solid var(--rule); }
    .lines tr.hit td { padding: 0; border: 0; min-width: 0; }
    .lines td.item { grid-area: item; }
    .lines td.why { grid-area: why; }
    .lines td[data-label] { text-align: start; }
    .lines td[data-label]::before { content: attr(data-label); display: block; font-size: var(--small); color: var(--muted); font-weight: 400; }
  }
`
