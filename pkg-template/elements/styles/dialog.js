import { css } from 'lit'

/** A panel at the side, a sheet from below on a phone. */
export const dialog = css`
  dialog {
    position: fixed; inset: 0 0 0 auto; margin: 0; width: min(480px, 100vw); max-width: none; height: 100dvh; max-height: none;
    padding: 0; border: 0; border-inline-start: 1px solid var(--rule); background: var(--page); color: var(--ink);
    box-shadow: -12px 0 40px var(--shadow); overflow: auto; overscroll-behavior: contain;
  }
  dialog[open] { animation: in 160ms ease-out; }
  @keyframes in { from { transform: translateX(24px); opacity: 0; } }
  dialog::backdrop { background: rgb(10 16 22 / 28%); }
  dialog > .top {
    position: sticky; top: 0; z-index: 1; display: flex; align-items: start; gap: var(--s3); padding: var(--s5) var(--s5) var(--s3);
    background: var(--page); border-bottom: 1px solid var(--rule);
  }
  dialog > .top > :first-child { flex: 1; min-width: 0; overflow-wrap: anywhere; }
  dialog .body { display: grid; gap: var(--s5); padding: var(--s4) var(--s5) var(--s6); }
  dialog .quiet.close { min-height: 32px; min-width: 32px; display: grid; place-items: center; padding: 0; }
  @media (max-width: 600px) {
    dialog { inset: auto 0 0 0; width: 100vw; height: auto; max-height: 88dvh; border: 0; border-top: 1px solid var(--rule); border-radius: 14px 14px 0 0; }
    dialog > .top { padding: var(--s4) var(--s4) var(--s3); }
    dialog .body { padding: var(--s4) var(--s4) var(--s6); }
    @keyframes in { from { transform: translateY(24px); opacity: 0; } }
  }
`
