import { css } from 'lit'
import { tokens } from './tokens.js'

const page = css`
  :host {
    display: block;
    color: var(--ink);
    font: 400 var(--text) / 1.5 var(--font);
    font-variant-numeric: tabular-nums lining-nums;
    font-feature-settings: 'tnum', 'lnum';
    accent-color: var(--accent);
  }
  :host([hidden]), [hidden] { display: none !important; }
  *, *::before, *::after { box-sizing: border-box; }
  h1, h2, h3, p, figure, dl, dd, ul, ol { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  h1, h2, h3 { font-weight: 600; line-height: 1.25; text-wrap: balance; }
  h1 { font-size: var(--lead); }
  h2 { font-size: var(--text); }
  h3 { font-size: var(--small); color: var(--muted); }
  a { color: var(--accent); text-underline-offset: 3px; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
  .muted { color: var(--muted); }
  .small { font-size: var(--small); }
  .number { text-align: right; white-space: nowrap; }
  .hush {
    position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
  .row { display: flex; align-items: center; gap: var(--s2); flex-wrap: wrap; }
  .grow { flex: 1; min-width: 0; }
  .chip {
    display: inline-block; padding: 0 var(--s2); border: 1px solid var(--rule); border-radius: 99px; font-size: var(--small);
    color: var(--muted); white-space: nowrap; line-height: 1.55;
  }
  .chip.sample { border-color: transparent; background: var(--warn-soft); color: var(--warn); }
  .gap {
    border-inline-start: 3px solid var(--warn); background: var(--warn-soft); color: var(--warn); padding: var(--s2) var(--s3);
    border-radius: 0 var(--radius) var(--radius) 0;
  }
  .error { border-inline-start-color: var(--bad); background: var(--bad-soft); color: var(--bad); }
`

const controls = css`
  button, input, select { font: inherit; color: inherit; letter-spacing: inherit; }
  button { cursor: pointer; }
  button:disabled { cursor: default; color: var(--muted); opacity: 0.55; }
  .button, input, select {
    min-height: 36px; padding: 0 var(--s3); border: 1px solid var(--rule-strong); border-radius: var(--radius); background: var(--page);
  }
  .button { font-weight: 500; white-space: nowrap; border-color: var(--rule); background: var(--raised); }
  .button:hover:not(:disabled) { border-color: var(--accent); color: var(--accent); }
  .button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  .button.main:hover:not(:disabled) { color: var(--on-accent); filter: brightness(1.08); }
  .quiet {
    min-height: 28px; min-width: 28px; padding: 0 var(--s2); border: 0; border-radius: 6px; background: none; color: var(--muted);
  }
  .quiet:hover:not(:disabled) { background: var(--accent-soft); color: var(--accent); }
  input::placeholder { color: var(--muted); opacity: 1; }
  input[aria-invalid='true'] { border-color: var(--bad); }
  input[type='checkbox'] { min-height: 0; width: 16px; height: 16px; }
  label { display: grid; gap: var(--s1); }
  label > span { font-size: var(--small); color: var(--muted); }
  svg.icon { width: 16px; height: 16px; display: block; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
`

const tables = css`
  table { border-collapse: collapse; width: 100%; }
  caption { text-align: start; }
  th, td { padding: var(--s2) var(--s3); text-align: start; vertical-align: middle; border-bottom: 1px solid var(--rule); }
  th:first-child, td:first-child { padding-inline-start: 0; }
  th:last-child, td:last-child { padding-inline-end: 0; }
  thead th { font-size: var(--small); font-weight: 500; color: var(--muted); white-space: nowrap; border-bottom-color: var(--rule-strong); }
  tbody th { font-weight: inherit; }
  th.number, td.number { text-align: right; white-space: nowrap; }
  tfoot td, tfoot th { border-bottom: 0; font-weight: 600; }
`

const motion = css`
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { transition: none !important; animation: none !important; scroll-behavior: auto !important; }
  }
  @media print {
    .no-print { display: none !important; }
  }
`

export const base = [tokens, page, controls, tables, motion]
