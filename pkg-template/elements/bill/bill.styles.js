import { css } from 'lit'

export const styles = css`
  .page { display: grid; gap: var(--s6); grid-template-columns: minmax(0, 1fr); }
  .none { display: grid; gap: var(--s3); justify-items: center; padding: var(--s7) 0; text-align: center; }
  .head { display: flex; flex-wrap: wrap; align-items: end; gap: var(--s3); }
  .head h1 { overflow-wrap: anywhere; }
  .head input { width: 110px; text-align: right; }
  .head azplan-drop { padding-bottom: 2px; }
  .switch { display: flex; flex-wrap: wrap; padding: 2px; border: 1px solid var(--rule); border-radius: 18px; background: var(--surface); }
  .switch button { min-height: 32px; padding: 0 var(--s4); border: 0; border-radius: 99px; background: none; color: var(--muted); }
  .switch button[aria-pressed='true'] { background: var(--raised); color: var(--ink); font-weight: 600; box-shadow: 0 1px 3px var(--shadow); }
  .file { display: inline-flex; align-items: center; min-width: 0; }
  .file .chip { overflow: hidden; text-overflow: ellipsis; }
  .verdict { display: grid; gap: var(--s1); justify-items: start; }
  .verdict h2 { color: var(--muted); font-weight: 500; font-size: var(--small); }
  .answer { font-size: var(--answer); font-weight: 600; letter-spacing: -0.025em; line-height: 1.15; }
  .sentence { font-size: var(--text); }
  .verdict .gap { font-weight: 600; }
  .sheets { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr)); gap: var(--s5) var(--s7); }
  .sheets section { display: grid; gap: var(--s2); align-content: start; }
  .sheets h2 { padding-bottom: var(--s2); border-bottom: 1px solid var(--rule-strong); }
  .options summary { color: var(--muted); font-size: var(--small); font-weight: 400; }
  .options .filters { padding-top: var(--s2); }
  .options label { min-width: 0; max-width: 100%; }
  .options .filters select { max-width: 100%; }
  .invoice .part th { padding-inline-start: var(--s4); color: var(--muted); font-size: var(--small); }
  .check { display: flex; align-items: center; gap: var(--s2); min-height: 36px; }
  .credits, .tax { display: grid; gap: var(--s2); grid-template-columns: minmax(0, 1fr); }
  .credits tbody th { font-weight: 400; text-align: start; }
  .invoice th { font-weight: 400; }
  .invoice tfoot th, .invoice tfoot td { font-weight: 600; border-top: 1px solid var(--rule-strong); }
  .lines { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 1fr); }
  .filters { display: flex; flex-wrap: wrap; gap: var(--s3); align-items: end; }
  .filters select { max-width: 220px; }
  .unpriced { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 1fr); }
  .scroll { overflow-x: auto; }
  .scroll td { overflow-wrap: anywhere; font-size: var(--small); }
  .bill { table-layout: fixed; overflow-anchor: none; }
  .bill thead th { position: sticky; top: var(--azplan-top, 0); background: var(--page); z-index: 1; }
  th.item { width: 34%; }
  tr.hit { height: 60px; }
  tr.hit td { padding-block: 0; line-height: 1.35; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  tr.pad td { padding: 0; border: 0; height: 0; }
  .title { display: block; overflow: hidden; text-overflow: ellipsis; font-weight: 500; }
  .sub { display: block; overflow: hidden; text-overflow: ellipsis; font-size: var(--small); color: var(--muted); font-weight: 400; }
  .strong { font-weight: 600; }
  summary { cursor: pointer; min-height: 28px; color: var(--warn); font-weight: 500; }
  code { font: var(--small) var(--mono); }
  @media (max-width: 760px) {
    .head > .grow { flex-basis: 100%; }
    .bill thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .bill, .bill tbody { display: block; }
    .bill tr.pad, .bill tr.pad td { display: block; }
    .bill tr.hit { display: grid; grid-template: 'item item quantity' auto 'a b c' auto / 1fr 1fr 1fr; gap: var(--s1) var(--s3); height: 128px; align-content: center; border-bottom: 1px solid var(--rule); }
    .bill tr.hit td { padding: 0; border: 0; min-width: 0; }
    .bill td.item { grid-area: item; }
    .bill td.quantity { grid-area: quantity; }
    .bill td.unit { display: none; }
    .bill td[data-label] { text-align: start; }
    .bill td[data-label]::before { content: attr(data-label); display: block; font-size: var(--small); color: var(--muted); font-weight: 400; }
  }
`
