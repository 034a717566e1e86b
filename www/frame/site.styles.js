import { css } from 'azplan/elements'

export const styles = css`
  :host { min-height: 100dvh; background: var(--page); --azplan-top: 56px; }
  .button.skip { position: absolute; left: var(--s4); top: -60px; z-index: 30; background: var(--raised); }
  .button.skip:focus { top: var(--s2); }
  .bar { position: sticky; top: 0; z-index: 10; background: var(--page); border-bottom: 1px solid var(--rule); }
  .inner { width: min(1240px, 100%); margin-inline: auto; padding-inline: clamp(16px, 3vw, 32px); }
  .bar .inner { display: flex; align-items: center; gap: var(--s2) var(--s4); min-height: 55px; }
  .brand { display: flex; align-items: center; gap: var(--s2); font-weight: 700; letter-spacing: -0.01em; }
  .brand svg { width: 22px; height: 22px; display: block; }
  .brand rect { fill: var(--accent); }
  .brand path { stroke: var(--page); }
  nav { display: flex; align-self: stretch; gap: var(--s1); }
  nav a { display: flex; align-items: center; padding: 0 var(--s3); color: var(--muted); text-decoration: none; border-bottom: 2px solid transparent; border-top: 2px solid transparent; font-weight: 500; }
  nav a:hover { color: var(--ink); }
  nav a[aria-current] { color: var(--ink); border-bottom-color: var(--accent); }
  nav .count { margin-inline-start: 6px; padding: 0 6px; border-radius: 9px; background: var(--accent-soft); color: var(--accent); font-size: 0.75rem; line-height: 18px; }
  .tools { display: flex; align-items: center; gap: var(--s1); margin-inline-start: auto; }
  .tools .icon-button { display: grid; place-items: center; width: 34px; min-height: 34px; padding: 0; }
  .tools select { min-height: 32px; padding: 0 var(--s1); border-color: transparent; background: none; font-size: var(--small); color: var(--muted); }
  .switch { display: flex; padding: 2px; border: 1px solid var(--rule); border-radius: 99px; background: var(--surface); }
  .switch button { min-height: 28px; padding: 0 var(--s3); border: 0; border-radius: 99px; background: none; font-size: var(--small); color: var(--muted); }
  .switch button[aria-pressed='true'] { background: var(--raised); color: var(--ink); font-weight: 600; box-shadow: 0 1px 3px var(--shadow); }
  .under { border-bottom: 1px solid var(--rule); background: var(--surface); }
  .under.busy { position: sticky; top: var(--azplan-top); z-index: 9; }
  main { padding-block: var(--s5) var(--s7); }
  .over { position: fixed; inset: 0; z-index: 40; display: grid; place-items: center; background: color-mix(in srgb, var(--page) 88%, transparent); border: 3px dashed var(--accent); font-size: var(--lead); font-weight: 600; pointer-events: none; }
  @media (max-width: 860px) {
    :host { --azplan-top: 96px; }
    .bar .inner { flex-wrap: wrap; padding-top: var(--s1); row-gap: 0; }
    nav { order: 3; width: 100%; min-height: 44px; margin-inline: calc(-1 * var(--s3)); overflow-x: auto; scrollbar-width: none; }
    nav a { white-space: nowrap; flex: none; }
    .brand span { display: none; }
    .tools { gap: 0; }
  }
  @media (max-width: 480px) {
    .bar .inner { gap: 0 var(--s2); }
    .switch button { padding: 0 var(--s2); }
    .tools select { width: 78px; }
    .tools .icon-button { width: 32px; }
  }
  @media print { .bar, .under, azplan-toast { display: none; } main { padding: 0; } }
`
