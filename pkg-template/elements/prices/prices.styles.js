import { css } from 'lit'

export const styles = css`
  .layout { display: grid; grid-template: 'search search' auto 'facets found' 1fr / 220px minmax(0, 1fr); gap: var(--s5) var(--s6); }
  .search { grid-area: search; position: relative; display: block; }
  .search .icon { position: absolute; left: 16px; top: 50%; translate: 0 -50%; width: 20px; height: 20px; color: var(--muted); pointer-events: none; }
  .search input { width: 100%; min-height: 56px; padding: 0 56px 0 48px; font-size: var(--lead); border-radius: calc(var(--radius) * 1.5); background: var(--raised); }
  .search input:focus-visible { outline: 2px solid var(--accent); outline-offset: 0; border-color: transparent; border-radius: calc(var(--radius) * 1.5); }
  .search input::-webkit-search-cancel-button { appearance: none; }
  kbd {
    position: absolute; right: 16px; top: 50%; translate: 0 -50%; padding: 0 8px; border: 1px solid var(--rule); border-radius: 5px; color: var(--muted);
    font: 400 var(--small) / 1.7 var(--mono); pointer-events: none;
  }
  .search:focus-within kbd { visibility: hidden; }
  .facets { grid-area: facets; position: sticky; top: calc(var(--azplan-top, 0px) + 16px); align-self: start; max-height: calc(100dvh - var(--azplan-top, 0px) - 32px); overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; margin-inline: calc(-1 * var(--s2)); padding-inline: var(--s2); }
  .found { grid-area: found; min-width: 0; }
  .count { margin-bottom: var(--s1); }
  .none { display: grid; gap: var(--s2); padding: var(--s7) 0; text-align: center; }
  /* Rows are used again for others: the browser must not hold on to one. */
  table { table-layout: fixed; overflow-anchor: none; }
  thead th { position: sticky; top: var(--azplan-top, 0); z-index: 1; background: var(--page); }
  th.region { width: 20%; }
  th.price { width: 19%; }
  th.pec { width: 76px; }
  th.act { width: 52px; }
  tr.hit { height: 60px; cursor: pointer; }
  tr.hit:hover td { background: var(--surface); }
  tr.hit td { padding-block: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; line-height: 1.35; }
  tr.hit td.act { overflow: visible; text-align: right; }
  tr.pad td { padding: 0; border: 0; height: 0; }
  .sub { display: block; overflow: hidden; text-overflow: ellipsis; font-size: var(--small); color: var(--muted); }
  .open { display: block; max-width: 100%; min-height: 24px; padding: 0; border: 0; background: none; overflow: hidden; text-overflow: ellipsis; text-align: start; font-weight: 500; }
  .open:focus-visible { outline-offset: -2px; }
  tr.hit:hover .open { color: var(--accent); }
  .yes { color: var(--good); }
  .no { color: var(--muted); }
  .act .button { display: inline-grid; place-items: center; width: 36px; padding: 0; }
  @media (max-width: 860px) {
    .layout { grid-template: 'search' auto 'facets' auto 'found' auto / minmax(0, 1fr); gap: var(--s4); }
    .facets { position: static; max-height: none; overflow: visible; margin-inline: 0; padding-inline: 0; }
  }
  @media (max-width: 600px) {
    .search input { min-height: 48px; font-size: 1rem; padding-inline-end: var(--s3); }
    kbd { display: none; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    table, tbody { display: block; }
    tr.pad { display: block; }
    tr.pad td { display: block; }
    tr.hit { display: grid; grid-template: 'title title act' auto 'region price pec' auto / 1fr auto auto; gap: 2px var(--s3); height: 92px; padding: var(--s2) 0; border-bottom: 1px solid var(--rule); align-content: center; }
    tr.hit td { padding: 0; border: 0; min-width: 0; }
    td.title { grid-area: title; }
    td.region { grid-area: region; align-self: end; font-size: var(--small); color: var(--muted); }
    td.price { grid-area: price; }
    td.pec { grid-area: pec; align-self: start; min-width: 40px; text-align: end; }
    td.act { grid-area: act; }
  }
`
