import { css } from 'lit'

/** A verification, or two downloads: the verdict, and the table of differences with rows of two lines, on a phone each a card. */
export const differenceStyles = css`
  .all { display: grid; gap: var(--s6); grid-template-columns: minmax(0, 1fr); }
  section { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 1fr); }
  .verdict { gap: var(--s1); justify-items: start; }
  .verdict h2 { color: var(--muted); font-weight: 500; font-size: var(--small); }
  .amounts { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--s1) var(--s4); }
  .answer { font-size: var(--answer); font-weight: 600; letter-spacing: -0.025em; line-height: 1.15; }
  .word { font-size: var(--lead); font-weight: 500; }
  .lines table { table-layout: fixed; overflow-anchor: none; }
  .lines thead th { position: sticky; top: var(--azplan-top, 0); background: var(--page); z-index: 1; }
  .lines th.item { width: 25%; }
  .lines th.why { width: 27%; }
  tr.hit { height: 60px; }
  tr.hit td { padding-block: 0; line-height: 1.35; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  /* A figure that is cut off reads as another: long ones go on in a second line. */
  tr.hit td.number { white-space: normal; overflow-wrap: anywhere; }
  tr.pad td { padding: 0; border: 0; height: 0; }
  .title { display: block; overflow: hidden; text-overflow: ellipsis; font-weight: 500; }
  .sub { display: block; overflow: hidden; text-overflow: ellipsis; font-size: var(--small); color: var(--muted); font-weight: 400; }
  .strong { font-weight: 600; }
  .scroll { overflow-x: auto; }
  @media (max-width: 760px) {
    .lines thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .lines table, .lines tbody { display: block; }
    .lines tr.pad, .lines tr.pad td { display: block; }
    .lines tr.hit { display: grid; grid-template: 'item item item' auto 'why why why' auto 'a b c' auto / 1fr 1fr 1fr; gap: var(--s1) var(--s3); height: var(--card, 168px); align-content: center; border-bottom: 1px solid var(--rule); }
    .lines tr.hit td { padding: 0; border: 0; min-width: 0; }
    .lines td.item { grid-area: item; }
    .lines td.why { grid-area: why; }
    .lines td[data-label] { text-align: start; }
    .lines td[data-label]::before { content: attr(data-label); display: block; font-size: var(--small); color: var(--muted); font-weight: 400; }
  }
`
