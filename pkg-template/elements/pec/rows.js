import { css, html, nothing } from 'lit'
import { closeOnBackdrop, openDialog } from '../lib/dialog.js'
import { formatCount, formatDay } from '../lib/format.js'
import { icon } from '../lib/icons.js'
import { Latest } from '../lib/latest.js'
import { AzplanView } from '../lib/view.js'
import { complaint } from '../lib/words.js'
import { dialog } from '../styles/dialog.js'
import { rowSteps } from './steps.js'

/** @import { JudgedRow, LossesAnswer, LossesRequest } from '../types.js' */

/** The panel with the rows of a place and its days: what became of each, and why. */
export class AzplanPecRows extends AzplanView {
  static properties = {
    ...AzplanView.properties,
    name: { state: true },
    answer: { state: true },
    problem: { state: true },
  }

  static styles = [AzplanView.styles, dialog, css`
    dialog { width: min(720px, 100vw); }
    h2 { font-size: var(--lead); }
    .scroll { overflow-x: auto; position: relative; }
    td { vertical-align: top; }
    .sub { display: block; font-size: var(--small); color: var(--muted); font-weight: 400; overflow-wrap: anywhere; }
    .lost { color: var(--bad); font-weight: 600; }
    .earned { color: var(--good); font-weight: 600; }
    cite { font-style: normal; }
  `]

  constructor() {
    super()
    this.name = ''
    /** @type {LossesAnswer | null} */
    this.answer = null
    /** @type {any} */
    this.problem = null
    this.latest = new Latest()
  }

  /** @param {string} name of the place @param {{ usage: string, prices: string | null }} files @param {LossesRequest} request */
  async open(name, files, request) {
    this.name = name
    this.answer = null
    this.problem = null
    await this.updateComplete
    openDialog(this.renderRoot.querySelector('dialog'))
    const { engine } = this
    if (engine) this.latest.run(() => engine.pecLosses(files, request), (answer) => { this.answer = answer }, (error) => { this.problem = error })
  }

  close() {
    this.renderRoot.querySelector('dialog')?.close()
  }

  render() {
    const { answer } = this
    return html`<dialog aria-labelledby="title" @click=${closeOnBackdrop}>
      <div class="top"><h2 id="title">${this.name}</h2>
        <button class="quiet close" type="button" autofocus aria-label=${this.t('close')} @click=${this.close}>${icon('close')}</button></div>
      <div class="body">${this.problem ? html`<p class="gap error" role="alert">${complaint(this.problem, this.locale)}</p>`
        : answer ? this.renderRows(answer) : html`<p class="muted" role="status">${this.t('working')}</p>`}</div></dialog>`
  }

  /** @param {LossesAnswer} answer */
  renderRows(answer) {
    const { within, withinTotal, currency } = answer
    return html`<p class="muted">${this.t('losses.rows', { count: withinTotal, locale: this.locale })}${withinTotal > within.length ? html`, ${this.t('losses.first', { count: formatCount(within.length, this.locale) })}` : nothing}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('losses.rowsTitle')}><table><thead><tr><th scope="col" class="number">${this.t('losses.row')}</th><th scope="col">${this.t('losses.resource')}</th>
        <th scope="col" class="number">${this.t('retail')} (${currency})</th><th scope="col" class="number">PEC (${currency})</th><th scope="col">${this.t('losses.why')}</th></tr></thead>
      <tbody>${within.map((row) => this.renderRow(row, answer))}</tbody></table></div>`
  }

  /** @param {JudgedRow} row @param {LossesAnswer} answer */
  renderRow(row, answer) {
    const { currency } = answer
    const title = `PEC, ${this.t('losses.row')} ${row.row}`
    const figure = (/** @type {string} */ value) => html`<azplan-figure plain .locale=${this.locale} value=${value} unit=${currency}></azplan-figure>`
    const isLost = row.class === 'lost'
    return html`<tr><td class="number">${row.row}</td>
      <td>${row.resource.split('/').at(-1) || row.resourceGroup}<span class="sub">${formatDay(row.date, this.locale)} · ${row.productId} / ${row.skuId}</span></td>
      <td class="number">${figure(row.retail)}</td><td class="number"><azplan-figure plain .locale=${this.locale} value=${isLost ? row.lost : row.earned} unit=${currency} label=${title} .explanation=${{ title, value: isLost ? row.lost : row.earned, unit: currency, steps: rowSteps(this, row, answer) }}></azplan-figure></td>
      <td><span class=${row.class}>${this.t(`strip.${row.class}`)}</span><span class="sub">${this.reason(row)}</span><cite class="sub" lang="en">${row.cite}</cite></td></tr>`
  }

  /** @param {JudgedRow} row */
  reason(row) {
    if (row.class === 'lost' && row.reason === 'eligible') return this.t('losses.noAccessKnown')
    const access = this.t(`access.${row.reason}`)
    return access === `access.${row.reason}` ? this.t(`pec.${row.reason}`) : access
  }
}
