import { css } from 'lit'

// Every colour, size and space that the elements use. A host themes them by setting the `--azplan-*` property;
// light and dark follow the `color-scheme` of the host page.
export const tokens = css`
  :host {
    --page: var(--azplan-page, light-dark(#ffffff, #14171a));
    --surface: var(--azplan-surface, light-dark(#f6f7f5, #1b1f23));
    --raised: var(--azplan-raised, light-dark(#ffffff, #20252a));
    --ink: var(--azplan-ink, light-dark(#16191d, #e9ebec));
    --muted: var(--azplan-muted, light-dark(#59616b, #a2abb4));
    --rule: var(--azplan-rule, light-dark(#e2e5e3, #2e353b));
    --rule-strong: var(--azplan-rule-strong, light-dark(#8b949c, #76818b));
    --accent: var(--azplan-accent, light-dark(#0b5a78, #7cc6e2));
    --accent-soft: var(--azplan-accent-soft, light-dark(#e8f1f4, #1b313b));
    --on-accent: var(--azplan-on-accent, light-dark(#ffffff, #0d1a20));
    --good: var(--azplan-good, light-dark(#1c6b3c, #7fd0a0));
    --bad: var(--azplan-bad, light-dark(#a3261c, #ff9d90));
    --bad-soft: var(--azplan-bad-soft, light-dark(#fcefed, #3a1f1c));
    --warn: var(--azplan-warn, light-dark(#7a4f00, #eebf6d));
    --warn-soft: var(--azplan-warn-soft, light-dark(#fdf5e3, #33290f));
    --shadow: var(--azplan-shadow, light-dark(rgb(20 30 40 / 14%), rgb(0 0 0 / 55%)));

    --s1: 4px;
    --s2: 8px;
    --s3: 12px;
    --s4: 16px;
    --s5: 24px;
    --s6: 32px;
    --s7: 48px;

    --small: 0.8125rem;
    --text: 0.9375rem;
    --lead: 1.25rem;
    --answer: clamp(2rem, 1.4rem + 2.4vw, 3.25rem);

    --radius: var(--azplan-radius, 8px);
    --font: var(--azplan-font, 'Segoe UI Variable Text', 'Segoe UI', -apple-system, 'Helvetica Neue', 'Noto Sans', Roboto, Arial,
      'PingFang TC', 'Microsoft JhengHei UI', 'Microsoft JhengHei', 'Noto Sans CJK TC', 'Noto Sans TC', sans-serif);
    --mono: var(--azplan-mono, ui-monospace, 'Cascadia Mono', 'SF Mono', Consolas, 'Liberation Mono', monospace);
  }
`
