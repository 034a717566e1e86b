import { css } from 'lit'

export const styles = css`
  .page { display: grid; gap: var(--s6); grid-template-columns: minmax(0, 1fr); }
  .none { padding: var(--s6) 0; text-align: center; }
  .head { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s3) var(--s5); }
  .head h1 { flex-basis: 100%; }
  .sides { display: flex; align-items: center; gap: var(--s3); flex: 1; min-width: min(100%, 420px); }
  .side { display: grid; min-width: 0; }
  .side strong { font-weight: 600; overflow-wrap: anywhere; }
  .swap { display: grid; place-items: center; width: 36px; padding: 0; flex: none; }
  .verdict { display: grid; gap: var(--s1); justify-items: start; }
  .verdict h2 { color: var(--muted); font-weight: 500; font-size: var(--small); }
  .line { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--s1) var(--s3); }
  .answer { font-size: var(--answer); font-weight: 600; letter-spacing: -0.025em; line-height: 1.15; }
  .word { font-size: var(--lead); font-weight: 500; }
  .dearer { color: var(--bad); }
  .cheaper { color: var(--good); }
  .sub.dearer, .sub.cheaper { color: var(--muted); }
  .entries { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 1fr); }
  .filters { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s3); align-items: center; }
  .words { width: min(260px, 100%); }
  .switch { display: flex; flex-wrap: wrap; padding: 2px; border: 1px solid var(--rule); border-radius: 18px; background: var(--surface); }
  .switch button { min-height: 30px; padding: 0 var(--s3); border: 0; border-radius: 99px; background: none; font-size: var(--small); color: var(--muted); }
  .switch button[aria-pressed='true'] { background: var(--raised); color: var(--ink); font-weight: 600; box-shadow: 0 1px 3px var(--shadow); }
  .switch .count { font-weight: 400; }
  table { table-layout: fixed; overflow-anchor: none; }
  thead th { position: sticky; top: var(--azplan-top, 0); background: var(--page); z-index: 1; }
  th.item { width: 44%; }
  th.number { width: 15%; }
  tr.hit { height: 60px; }
  tr.opens { cursor: pointer; }
  tr.opens:hover td { background: var(--surface); }
  tr.hit td { padding-block: 0; line-height: 1.35; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  tr.pad td { padding: 0; border: 0; height: 0; }
  .sub { display: block; overflow: hidden; text-overflow: ellipsis; font-size: var(--small); color: var(--muted); font-weight: 400; }
  .title { display: block; overflow: hidden; text-overflow: ellipsis; font-weight: 500; }
  .open { display: block; max-width: 100%; min-height: 24px; padding: 0; border: 0; background: none; overflow: hidden; text-overflow: ellipsis; text-align: start; font-weight: 500; }
  .open:focus-visible { outline-offset: -2px; }
  tr.opens:hover .open { color: var(--accent); }
  td.change { font-weight: 600; }
  td.why { color: var(--muted); font-size: var(--small); }
  @media (max-width: 760px) {
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    table, tbody { display: block; }
    tr.pad, tr.pad td { display: block; }
    tr.hit { display: grid; grid-template: 'item item item' auto 'a b c' auto / 1fr 1fr 1fr; gap: var(--s1) var(--s3); height: 124px; align-content: center; border-bottom: 1px solid var(--rule); }
    tr.hit td { padding: 0; border: 0; min-width: 0; text-align: start; }
    td.item { grid-area: item; }
    table.changed td.region, td.quantity { display: none; }
    td[data-label]::before { content: attr(data-label); display: block; font-size: var(--small); color: var(--muted); font-weight: 400; }
    .words { width: 100%; }
  }
`
