import { html, nothing } from 'lit'
import { formatCount, formatDay, formatMoney, formatMonth } from '../lib/format.js'
import { icon } from '../lib/icons.js'
import { openRows } from './losses.js'

/** @import { LossesAnswer, StripDay } from '../types.js' */
/** @import { AzplanPec } from './pec.js' */

/** Subscriptions that are shown at once. */
const SHOWN = 60

/** A sign for each kind of day, so that colour is not all there is. @type {Record<StripDay['is'], string>} */
export const SIGNS = { earned: '✓', lost: '✗', partlyLost: '◐', ineligible: '–', free: '0', unknown: '?' }

/** All days of a month. @param {string} month */
function daysOf(month) {
  const [year, number] = month.split('-').map(Number)
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return Array.from({ length }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
}

/** The month as a strip for each subscription, and for each of its groups. @param {AzplanPec} view @param {LossesAnswer} answer */
export function renderStrip(view, answer) {
  const { strip, to } = answer
  const { locale } = view
  const months = [...new Set(strip.flatMap(({ days }) => days.map((day) => day.date.slice(0, 7))))].sort()
  const month = months.includes(view.month) ? view.month : to?.slice(0, 7) ?? ''
  const days = daysOf(month)
  const rows = strip.filter((row) => row.days.some((day) => day.date.startsWith(month))).slice(0, SHOWN).flatMap((of) => {
    const { subscription, name } = of
    const isOpen = view.unfolded.includes(subscription)
    const groups = isOpen ? of.groups.map((group) => ({ subscription, title: name, group: group.resourceGroup, days: group.days, isOpen: false, groups: 0 })) : []
    return [{ subscription, title: name, group: null, days: of.days, isOpen, groups: of.groups.length }, ...groups]
  })
  return html`<section class="strips"><div class="row"><h2>${view.t('strip.title', { month: formatMonth(month, locale) })}</h2>
      ${months.length > 1 ? html`<select aria-label=${view.t('bill.month')} @change=${(/** @type {any} */ event) => { view.month = event.target.value }}>
        ${months.map((other) => html`<option value=${other} ?selected=${other === month}>${formatMonth(other, locale)}</option>`)}</select>` : nothing}</div>
    <ul class="legend">${Object.entries(SIGNS).filter(([is]) => strip.some((of) => of.days.some((day) => day.is === is) || of.groups.some((group) => group.days.some((day) => day.is === is))))
      .map(([is, sign]) => html`<li><span class="cell ${is}" aria-hidden="true">${sign}</span>${view.t(`strip.${is}`)}</li>`)}</ul>
    <div class="scroll"><table class="strip" @keydown=${walk}><caption class="hush">${view.t('strip.caption')}</caption>
      <thead><tr><th scope="col">${view.t('strip.place')}</th>${days.map((day) => html`<th scope="col" class="day"><abbr title=${formatDay(day, locale)}>${Number(day.slice(8))}</abbr></th>`)}</tr></thead>
      <tbody>${rows.map((row, at) => html`<tr class=${row.group === null ? 'whole' : 'group'}><th scope="row">${renderName(view, row)}</th>
        ${days.map((date, column) => renderCell(view, answer, row, row.days.find((day) => day.date === date), date, at === 0 && column === 0))}</tr>`)}</tbody></table></div>
    ${strip.length > SHOWN ? html`<p class="muted small">${view.t('losses.capped', { shown: SHOWN, all: formatCount(strip.length, locale) })}</p>` : nothing}</section>`
}

/** An id by its two ends: that is how people tell them apart. @param {string} name */
function short(name) {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(name) ? `${name.slice(0, 8)}…${name.slice(-6)}` : name
}

/** @typedef {{ subscription: string, title: string, group: string | null, days: StripDay[], isOpen: boolean, groups: number }} Row */

/** @param {AzplanPec} view @param {Row} row */
function renderName(view, { subscription, title, group, isOpen, groups }) {
  if (group !== null) return html`<span class="name">${group || view.t('strip.noGroup')}</span>`
  const turn = () => { view.unfolded = isOpen ? view.unfolded.filter((other) => other !== subscription) : [...view.unfolded, subscription] }
  return html`<button class="open" type="button" aria-expanded=${isOpen} title=${view.t('strip.groups', { count: groups })} @click=${turn}><span class="turn" aria-hidden="true">${icon('down')}</span><span class="name" title=${subscription}>${title || short(subscription) || view.t('strip.noSubscription')}</span></button>`
}

/** @param {AzplanPec} view @param {LossesAnswer} answer @param {Row} row @param {StripDay | undefined} day @param {string} date @param {boolean} isFirst */
function renderCell(view, { currency }, { subscription, title, group }, day, date, isFirst) {
  const { locale } = view
  // One cell is on the way of the Tab key; the arrows go on from it.
  const tabindex = isFirst ? 0 : -1
  if (!day) return html`<td><span class="cell none" tabindex=${tabindex}><span class="hush">${view.t('strip.none')}</span></span></td>`
  const money = (/** @type {string} */ value) => `${currency} ${formatMoney(value, currency, locale)}`
  const label = `${formatDay(date, locale)}: ${view.t(`strip.${day.is}`)}, ${view.t('strip.said', { earned: money(day.earned), lost: money(day.lost), ineligible: money(day.ineligible) })}`
  const place = group === null ? title || subscription : `${title || subscription} / ${group}`
  const open = () => openRows(view, `${place}, ${formatDay(date, locale)}`, { subscription, ...(group === null ? {} : { resourceGroup: group }), from: date, to: date })
  return html`<td><button class="cell ${day.is}" type="button" tabindex=${tabindex} title=${label} aria-label=${label} aria-haspopup="dialog" @click=${open}>${SIGNS[day.is]}</button></td>`
}

/** The arrow keys go from cell to cell. @param {KeyboardEvent} event */
function walk(event) {
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }
  const step = steps[/** @type {keyof typeof steps} */ (event.key)]
  const cell = /** @type {HTMLElement} */ (event.target).closest?.('.cell')
  const table = /** @type {HTMLTableElement} */ (event.currentTarget)
  if (!cell && !(event.key in { Home: 1, End: 1 })) return
  const place = /** @type {HTMLTableCellElement | null} */ (cell?.closest('td'))
  const line = /** @type {HTMLTableRowElement | null} */ (place?.parentElement)
  if (!place || !line) return
  const last = line.cells.length - 1
  const column = event.key === 'Home' ? 1 : event.key === 'End' ? last : place.cellIndex + (step?.[1] ?? 0)
  if (!step && event.key !== 'Home' && event.key !== 'End') return
  const target = table.rows[line.rowIndex + (step?.[0] ?? 0)]?.cells[column]?.querySelector('.cell')
  event.preventDefault()
  if (!(target instanceof HTMLElement)) return
  cell?.setAttribute('tabindex', '-1')
  target.setAttribute('tabindex', '0')
  target.focus()
}
