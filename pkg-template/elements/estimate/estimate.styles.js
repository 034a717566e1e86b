import { css } from 'lit'

export const styles = css`
  .page { display: grid; gap: var(--s5); }
  .head { display: flex; align-items: center; gap: var(--s3); flex-wrap: wrap; }
  .head h1 { flex: 0 1 auto; min-width: 0; margin-inline-start: -9px; }
  .head select { max-width: 200px; }
  .inline { min-height: 32px; padding: 0 var(--s2); border-color: transparent; background: none; font-weight: inherit; field-sizing: content; max-width: 100%; min-width: 6ch; }
  .inline:hover { border-color: var(--rule); }
  .inline:focus { border-color: var(--rule-strong); background: var(--page); }
  .none { display: grid; justify-items: center; gap: var(--s4); padding: var(--s7) 0; color: var(--muted); }
  .summary {
    position: sticky; top: var(--azplan-top, 0); z-index: 2; display: flex; flex-wrap: wrap; justify-content: space-between; align-items: end;
    gap: var(--s3) var(--s6); padding: var(--s4) 0; background: var(--page); border-block: 1px solid var(--rule);
  }
  .main-answer h2 { color: var(--muted); font-weight: 500; font-size: var(--small); }
  .answer { font-size: var(--answer); font-weight: 600; letter-spacing: -0.025em; line-height: 1.15; }
  .main-answer .gap { margin-top: var(--s2); font-weight: 600; }
  .basis { flex-basis: 100%; margin-top: calc(-1 * var(--s2)); }
  .others { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s6); }
  .others dt { font-size: var(--small); color: var(--muted); }
  .others dd { font-size: var(--lead); font-weight: 500; }
  .quote { display: grid; gap: var(--s4); padding-top: var(--s3); }
  .quote h2 { padding-bottom: var(--s2); border-bottom: 1px solid var(--rule-strong); }
  .terms { display: flex; flex-wrap: wrap; gap: var(--s3) var(--s5); }
  .terms input { width: 112px; text-align: right; }
  .files { align-items: end; }
  th.amount { width: 128px; }
  th.hours { width: 208px; }
  th.act { width: 44px; }
  .line td { height: 64px; }
  .title { display: block; font-weight: 500; }
  .sub { display: block; font-size: var(--small); color: var(--muted); font-weight: 400; }
  .wrong { color: var(--bad); }
  .amount input { width: 100%; text-align: right; }
  .pair { display: flex; gap: var(--s1); }
  .pair select { flex: 1; min-width: 0; padding: 0 var(--s1) 0 var(--s2); }
  .pair .custom { width: 72px; padding: 0 var(--s2); text-align: right; }
  .line input:not(:focus, :hover, [aria-invalid='true']), .line select:not(:focus, :hover) { border-color: var(--rule); }
  .strong { font-weight: 600; }
  .gap .quiet { display: block; padding: 0; font-size: var(--small); color: inherit; text-align: start; text-decoration: underline; text-underline-offset: 3px; white-space: normal; }
  .group th, .group td { padding: var(--s4) var(--s3) var(--s1); font-weight: 600; }
  .group th { padding-inline-start: 0; }
  tbody + tbody .group th, tbody + tbody .group td { padding-top: var(--s5); }
  .line:last-child td { border-bottom-color: var(--rule); }
  .group .inline { margin-inline-start: -9px; }
  .beside { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 1fr); }
  .beside .lead { font-size: var(--lead); font-weight: 500; }
  .beside table { width: 100%; }
  .beside tbody th { font-weight: 500; text-align: start; }
  .beside .kind { width: 24px; color: var(--muted); }
  .beside tr.same th, .beside tr.same td { color: var(--muted); }
  .beside tr.sum th, .beside tr.sum td { font-weight: 600; border-top: 1px solid var(--rule-strong); }
  .wide { position: relative; overflow-x: auto; max-width: 100%; }
  @media (max-width: 860px) {
    .beside thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .beside table, .beside tbody { display: block; }
    .beside tr { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s1) var(--s3); padding: var(--s3) 0; border-bottom: 1px solid var(--rule); }
    .beside th, .beside td { padding: 0; border: 0; min-width: 0; text-align: start; }
    .beside tbody th, .beside .kind { grid-column: 1 / -1; width: auto; }
    .beside tr.same .kind, .beside tr.sum td:first-child { display: none; }
    .beside td[data-label]::before { content: attr(data-label); display: block; font-size: var(--small); color: var(--muted); font-weight: 400; }
    .page { display: flex; flex-direction: column; gap: var(--s4); }
    .summary { display: contents; }
    .main-answer { position: sticky; top: var(--azplan-top, 0); z-index: 2; margin-top: calc(-1 * var(--s2)); padding-block: var(--s2); background: var(--page); border-bottom: 1px solid var(--rule); }
    .basis { margin: calc(-1 * var(--s2)) 0 0; }
    .lines thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .lines, .lines tbody { display: block; }
    .lines tr { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: var(--s2) var(--s3); padding: var(--s3) 0; border-bottom: 1px solid var(--rule); position: relative; }
    .lines td, .lines th { display: block; padding: 0; border: 0; height: auto; }
    .lines .item { grid-column: 1 / -1; padding-inline-end: 44px; }
    .lines .act { position: absolute; right: 0; top: var(--s2); }
    .lines .hours { grid-column: span 2; }
    .lines .money { text-align: start; }
    .lines .money[data-label]::before { content: attr(data-label); display: block; font-size: var(--small); color: var(--muted); font-weight: 400; }
    .lines td[colspan] { grid-column: 1 / -1; }
    .lines .group { grid-template-columns: 1fr auto; }
    .lines .group th, .lines .group td { padding: 0; }
    .lines tbody + tbody .group { padding-top: var(--s5); }
    .lines .group td:last-child { display: none; }
    .others { gap: var(--s2) var(--s5); }
    .others dd { font-size: var(--text); }
  }
  @media print { .summary { position: static; } .act, select, .head .button { display: none; } }
`
