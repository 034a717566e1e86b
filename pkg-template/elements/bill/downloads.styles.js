import { css } from 'lit'

export const styles = css`
  .all { display: grid; gap: var(--s6); grid-template-columns: minmax(0, 1fr); }
  section { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 1fr); }
  .verdict { gap: var(--s1); justify-items: start; }
  .verdict h2 { color: var(--muted); font-weight: 500; font-size: var(--small); }
  .amounts { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--s1) var(--s4); }
  .answer { font-size: var(--answer); font-weight: 600; letter-spacing: -0.025em; line-height: 1.15; }
  .word { font-size: var(--lead); font-weight: 500; }
  .pair dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 280px), 1fr)); gap: var(--s3) var(--s6); margin: 0; }
  .pair dt { font-size: var(--small); color: var(--muted); }
  .pair dd { margin: 0; overflow-wrap: anywhere; }
  .row { flex-wrap: wrap; }
  .switch { display: flex; flex-wrap: wrap; justify-self: start; padding: 2px; border: 1px solid var(--rule); border-radius: 18px; background: var(--surface); }
  .switch button { min-height: 30px; padding: 0 var(--s3); border: 0; border-radius: 99px; background: none; font-size: var(--small); color: var(--muted); }
  .switch button[aria-pressed='true'] { background: var(--raised); color: var(--ink); font-weight: 600; box-shadow: 0 1px 3px var(--shadow); }
  .switch .count { font-weight: 400; }
  .days table { min-width: 560px; }
  .days tbody th, .resources tbody th { font-weight: 400; text-align: start; }
  .resources table { table-layout: fixed; }
  .resources th.few { width: 26%; }
  .resources tbody th { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .lines { --card: 188px; }
`
