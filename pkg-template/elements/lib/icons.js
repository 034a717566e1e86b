import { svg, html } from 'lit'

const shapes = {
  add: svg`<path d="M8 3v10M3 8h10"/>`,
  close: svg`<path d="M4 4l8 8M12 4l-8 8"/>`,
  search: svg`<circle cx="7" cy="7" r="4.5"/><path d="M10.5 10.5L14 14"/>`,
  undo: svg`<path d="M6 3L2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H7"/>`,
  redo: svg`<path d="M10 3l3.5 3.5L10 10M13 6.5H6.500a4 4 0 0 0 0 8H9"/>`,
  more: svg`<circle cx="3" cy="8" r=".7"/><circle cx="8" cy="8" r=".7"/><circle cx="13" cy="8" r=".7"/>`,
  down: svg`<path d="M4 6l4 4 4-4"/>`,
  expand: svg`<path d="M6 4l4 4-4 4"/>`,
  file: svg`<path d="M9 1.500H4v13h8.500V5zM9 1.500V5h3.500M8 12V7.500M6 9.500l2-2 2 2"/>`,
  swap: svg`<path d="M3 5.500h9M9.500 3L12 5.500 9.500 8M13 10.500H4M6.500 8L4 10.500 6.500 13"/>`,
  remove: svg`<path d="M3 4.500h10M6.500 4V2.500h3V4M4.500 4.500l.5 9h6l.5-9M7 7v4M9 7v4"/>`,
  save: svg`<path d="M8 2v8M5 7l3 3 3-3M2.500 13.500h11"/>`,
  settings: svg`<path d="M2 5h7M13 5h1M2 11h1M7 11h7"/><circle cx="11" cy="5" r="1.800"/><circle cx="5" cy="11" r="1.800"/>`,
  light: svg`<circle cx="8" cy="8" r="3"/><path d="M8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1"/>`,
  dark: svg`<path d="M13 9.500A5.500 5.500 0 0 1 6.500 3 5.500 5.500 0 1 0 13 9.500z"/>`,
  auto: svg`<circle cx="8" cy="8" r="5.500"/><path d="M8 2.500v11a5.500 5.500 0 0 0 0-11z" fill="currentColor"/>`,
}

/** @param {keyof typeof shapes} name */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${shapes[name]}</svg>`
}
