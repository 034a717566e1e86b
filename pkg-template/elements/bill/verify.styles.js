import { css } from 'lit'

export const styles = css`
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
  .scroll td { overflow-wrap: anywhere; font-size: var(--small); }
`
