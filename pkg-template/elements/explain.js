import { css, html, nothing } from 'lit'
import { said } from './i18n/said.js'
import { closeOnBackdrop, openDialog } from './lib/dialog.js'
import { AzplanElement } from './lib/element.js'
import { formatExact, minorUnits } from './lib/format.js'
import { icon } from './lib/icons.js'
import { complaint } from './lib/words.js'
import { dialog } from './styles/dialog.js'

/** @import { Explanation, Step } from './types.js' */

/** Rules that only the partner may read. */
const PARTNER_RULES = new Set(['pec', 'net'])

/** @param {string} unit */
function isCurrency(unit) {
  return /^[A-Z]{3}$/.test(unit)
}

/** The panel that shows the steps of a figure: rule, what went in, what came out, source. */
export class AzplanExplain extends AzplanElement {
  static properties = {
    ...AzplanElement.properties,
    explanation: { state: true },
    steps: { state: true },
    problem: { state: true },
    copied: { state: true },
  }

  static styles = [AzplanElement.styles, dialog, css`
    .result { font-size: 1.75rem; font-weight: 600; line-height: 1.2; letter-spacing: -0.01em; overflow-wrap: anywhere; }
    .result .code { font-size: var(--text); font-weight: 400; color: var(--muted); margin-inline-end: 0.3em; letter-spacing: 0; }
    ol { counter-reset: step; display: grid; }
    li { counter-increment: step; display: grid; grid-template-columns: 28px 1fr; padding: var(--s4) 0; border-top: 1px solid var(--rule); }
    li:first-child { border-top: 0; padding-top: 0; }
    li::before { content: counter(step); color: var(--muted); }
    .head { display: flex; justify-content: space-between; align-items: baseline; gap: var(--s4); font-weight: 600; }
    .head output { text-align: right; overflow-wrap: anywhere; }
    .text::first-letter { text-transform: uppercase; }
    .inputs { display: grid; grid-template-columns: minmax(0, 1fr) fit-content(70%); gap: 2px var(--s4); margin-top: var(--s2); font-size: var(--small); }
    .inputs dt { color: var(--muted); overflow-wrap: anywhere; }
    .inputs dd { text-align: right; overflow-wrap: anywhere; }
    .cite { margin-top: var(--s2); font-size: var(--small); color: var(--muted); overflow-wrap: anywhere; }
  `]

  constructor() {
    super()
    /** @type {Explanation | null} */
    this.explanation = null
    /** @type {Step[] | null} */
    this.steps = null
    /** @type {any} */
    this.problem = null
    this.copied = false
  }

  /** @param {Explanation} explanation */
  async open(explanation) {
    this.explanation = explanation
    this.problem = null
    this.copied = false
    this.steps = Array.isArray(explanation.steps) ? explanation.steps : null
    await this.updateComplete
    openDialog(this.renderRoot.querySelector('dialog'))
    if (typeof explanation.steps !== 'function') return
    try {
      const steps = await explanation.steps()
      if (this.explanation === explanation) this.steps = steps
    } catch (error) {
      this.problem = error
    }
  }

  close() {
    this.renderRoot.querySelector('dialog')?.close()
  }

  closed() {
    this.explanation = null
    this.steps = null
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.explanation?.value ?? '')
      this.copied = true
    } catch {
      this.copied = false
    }
  }

  render() {
    const shown = this.explanation
    return html`<dialog aria-labelledby="title" @click=${closeOnBackdrop} @close=${this.closed}>
      ${shown ? html`<div class="top">
        <div><h2 id="title">${shown.title}</h2>
          <p class="result"><span class="code">${shown.unit}</span>${this.number(shown.value, shown.unit)}</p></div>
        <button class="quiet" type="button" @click=${this.copy} aria-live="polite">${this.t(this.copied ? 'explain.copied' : 'explain.copy')}</button>
        <button class="quiet close" type="button" autofocus aria-label=${this.t('close')} @click=${this.close}>${icon('close')}</button>
      </div>
      <div class="body">${this.renderSteps(shown)}</div>` : nothing}
    </dialog>`
  }

  /** @param {Explanation} shown */
  renderSteps(shown) {
    if (this.problem) return html`<p class="gap error" role="alert">${complaint(this.problem, this.locale)}</p>`
    if (!this.steps) return html`<p class="muted" role="status">${this.t('working')}</p>`
    const steps = shown.audience === 'customer' ? this.steps.filter((step) => !PARTNER_RULES.has(step.rule)) : this.steps
    return html`<ol>${steps.map((step) => this.renderStep(step))}</ol>`
  }

  /** @param {Step} step */
  renderStep(step) {
    const inputs = Object.entries(step.inputs)
    return html`<li><div>
      <p class="head"><span>${this.name('rule', step.rule)}</span><output>${this.result(step)}</output></p>
      ${this.renderText(step.text)}
      ${inputs.length ? html`<dl class="inputs">${inputs.map(([name, value]) => html`<dt>${this.name('input', name)}</dt><dd>${this.number(value)}</dd>`)}</dl>` : nothing}
      ${step.cite ? html`<p class="cite">${this.t('explain.source')} <cite>${step.cite}</cite></p>` : nothing}
    </div></li>`
  }

  /** The sentence of the core in the language of the page, where it has it; what the page itself says is in it already. @param {string} text */
  renderText(text) {
    const words = said(text, this.locale)
    const isEnglish = words === null && !/[\u3400-\u9fff]/.test(text)
    return html`<p class="text" lang=${isEnglish ? 'en' : this.locale}>${words ?? text}</p>`
  }

  /** @param {string} area @param {string} name */
  name(area, name) {
    const key = `${area}.${name}`
    const words = this.t(key)
    if (words !== key) return words
    // Names of the engine are read as words; those of lines, customers and resources stay as they are.
    return /^[a-z]+(?:[A-Z][a-z]*)*$/.test(name) ? name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase() : name
  }

  /** @param {Step} step */
  result({ result, unit }) {
    if (!unit) return this.number(result)
    return isCurrency(unit) ? `${unit} ${this.number(result, unit)}` : `${this.number(result)} × ${unit}`
  }

  /**
   * @param {string} text decimal, or words that stay as they are
   * @param {string} [unit]
   */
  number(text, unit = '') {
    return formatExact(text, this.locale, isCurrency(unit) ? minorUnits(unit) : 0)
  }
}
