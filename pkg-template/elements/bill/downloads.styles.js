import { css } from 'lit'

export const styles = css`
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
