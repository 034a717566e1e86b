import { html, nothing } from 'lit'
import { sheetCsv, treeSheet, xlsx } from '../../sheets.js'
import { saveCsv, saveXlsx } from '../lib/csv.js'
import { AzplanElement } from '../lib/element.js'
import { formatCount, formatExact, isZero } from '../lib/format.js'
import { icon } from '../lib/icons.js'
import { Latest } from '../lib/latest.js'
import { complaint } from '../lib/words.js'
import { styles } from './tree.styles.js'

/** @import { BillRequest, Engine, Explanation, OpenList, OpenUsage, Step, TreeAnswer, TreeLevel, TreeNode, TreeRequest } from '../types.js' */

/** @type {TreeLevel[]} */
const LEVELS = ['customer', 'plan', 'subscription', 'resourceGroup', 'resource', 'meter']
/** The level down to which the tree comes at once; what is below is fetched when a group is opened. */
const AT_ONCE = 'resourceGroup'
/** Nodes beside each other that are shown before a person asks for all. */
const SHOWN = 100
/** @typedef {'retail' | 'pecEarned' | 'pecMissed' | 'net' | 'azureCredit'} Figure */

/** The step of each figure. @type {Record<Figure, string>} */
const RULES = { retail: 'retail', pecEarned: 'pec', pecMissed: 'pecMissed', net: 'net', azureCredit: 'azureCredit' }

const keyOf = (/** @type {readonly string[]} */ path) => JSON.stringify(path)

/** The usage of a month as a tree: customer, plan, subscription, resource group, resource, meter. Each level can be saved as a file. */
export class AzplanBillTree extends AzplanElement {
  static properties = {
    ...AzplanElement.properties,
    engine: { attribute: false },
    list: { attribute: false },
    usage: { attribute: false },
    request: { attribute: false },
    answer: { state: true },
    problem: { state: true },
    open: { state: true },
    all: { state: true },
    level: { state: true },
  }

  static styles = [AzplanElement.styles, styles]

  constructor() {
    super()
    /** @type {Engine | null} */
    this.engine = null
    /** @type {OpenList | null} */
    this.list = null
    /** @type {OpenUsage | null} */
    this.usage = null
    /** What the bill asks. @type {BillRequest} */
    this.request = {}
    /** @type {TreeAnswer | null} */
    this.answer = null
    /** @type {any} */
    this.problem = null
    /** Paths of the nodes that are open. @type {Set<string>} */
    this.open = new Set()
    /** Paths of the nodes of which all parts are shown. @type {Set<string>} */
    this.all = new Set()
    /** What a file holds. @type {TreeLevel} */
    this.level = 'subscription'
    /** What is below each node. @type {Map<string, TreeNode[]>} */
    this.below = new Map()
    this.latest = new Latest()
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    const asked = ['engine', 'list', 'usage', 'request'].some((name) => changed.has(/** @type {any} */ (name)))
    if (asked && (changed.has('engine') || changed.has('list') || changed.has('usage') || JSON.stringify(changed.get('request')) !== JSON.stringify(this.request))) this.ask()
  }

  /** @returns {TreeRequest} */
  get treeRequest() {
    const { pecRate, access, month } = this.request
    return { unpricedLimit: 0, ...(pecRate ? { pecRate } : {}), ...(access ? { access } : {}), ...(month ? { month } : {}) }
  }

  ask() {
    const { engine, list, usage } = this
    if (!engine || !list || !usage) return
    this.latest.run(() => engine.tree(list.id, usage.id, { ...this.treeRequest, level: AT_ONCE }), (answer) => {
      this.answer = answer
      this.problem = null
      this.below = new Map()
      this.take(answer.nodes)
      // Where there is one customer and one plan, nobody wants to open them.
      this.open = new Set()
      for (let path = keyOf([]); this.below.get(path)?.length === 1;) {
        path = keyOf(/** @type {TreeNode[]} */ (this.below.get(path))[0].path)
        this.open.add(path)
      }
    }, (error) => {
      this.answer = null
      this.problem = error
    })
  }

  /** @param {TreeNode[]} nodes */
  take(nodes) {
    for (const node of nodes) {
      const above = keyOf(node.path.slice(0, -1))
      this.below.set(above, [...this.below.get(above) ?? [], node])
    }
  }

  /** @param {TreeNode} node @param {boolean} [open] */
  async toggle(node, open = !this.open.has(keyOf(node.path))) {
    const key = keyOf(node.path)
    if (open && !this.below.has(key)) {
      const { engine, list, usage } = this
      if (!engine || !list || !usage) return
      try {
        const { nodes } = await engine.tree(list.id, usage.id, { ...this.treeRequest, within: node.path })
        if (!this.below.has(key)) this.take(nodes.filter(({ path }) => path.length > node.path.length))
      } catch (error) {
        return this.fail(error)
      }
    }
    const next = new Set(this.open)
    if (open) next.add(key)
    else next.delete(key)
    this.open = next
  }

  /** Nodes that can be seen, in order; a number stands for so many that are left out. */
  get rows() {
    /** @type {(TreeNode | { above: TreeNode | null, more: number })[]} */
    const rows = []
    const add = (/** @type {TreeNode | null} */ above) => {
      const key = keyOf(above?.path ?? [])
      const nodes = this.below.get(key) ?? []
      const shown = this.all.has(key) ? nodes : nodes.slice(0, SHOWN)
      for (const node of shown) {
        rows.push(node)
        if (this.open.has(keyOf(node.path))) add(node)
      }
      if (nodes.length > shown.length) rows.push({ above, more: nodes.length - shown.length })
    }
    add(null)
    return rows
  }

  /** Arrows walk and open, as in any tree. @param {KeyboardEvent} event @param {TreeNode} node */
  key(event, node) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const buttons = /** @type {HTMLElement[]} */ ([...this.renderRoot.querySelectorAll('button.node')])
    const at = buttons.indexOf(/** @type {HTMLElement} */ (event.currentTarget))
    const isOpen = this.open.has(keyOf(node.path))
    const move = (/** @type {number} */ to) => buttons[Math.max(0, Math.min(buttons.length - 1, to))]?.focus()
    if (event.key === 'ArrowDown') move(at + 1)
    else if (event.key === 'ArrowUp') move(at - 1)
    else if (event.key === 'Home') move(0)
    else if (event.key === 'End') move(buttons.length - 1)
    else if (event.key === 'ArrowRight' && node.level !== 'meter') isOpen ? move(at + 1) : this.toggle(node, true)
    else if (event.key === 'ArrowLeft') isOpen ? this.toggle(node, false) : buttons.find((button) => button.dataset.path === keyOf(node.path.slice(0, -1)))?.focus()
    else return
    event.preventDefault()
  }

  /** @param {'csv' | 'xlsx'} format */
  async save(format) {
    const { engine, list, usage, level } = this
    if (!engine || !list || !usage) return
    try {
      const answer = await engine.tree(list.id, usage.id, { ...this.treeRequest, level })
      const sheet = treeSheet(answer, level, (key) => this.t(`tree.${key}`))
      const name = `tree-${level}-${answer.month}.${format}`
      if (format === 'csv') saveCsv(name, sheetCsv(sheet))
      else saveXlsx(name, await xlsx([sheet]))
    } catch (error) {
      this.fail(error)
    }
  }

  /** Azure credit has a column where there is any. @returns {Figure[]} */
  get figures() {
    return ['retail', 'pecEarned', 'pecMissed', 'net', ...(isZero(this.answer?.totals.azureCredit ?? '0') ? [] : [/** @type {const} */ ('azureCredit')])]
  }

  render() {
    const { answer, problem } = this
    if (problem) return html`<p class="gap error" role="alert">${complaint(problem, this.locale)}</p>`
    if (!answer) return html`<p class="muted" role="status">${this.t('working')}</p>`
    /** @type {TreeNode} */
    const sum = { level: 'customer', path: [], name: this.t('tree.sum'), lines: 0, unpriced: 0, meter: null, ...answer.totals }
    return html`<section><header class="row no-print"><p class="muted small grow">${this.t('tree.note', { currency: answer.currency })}</p>
        <label><span>${this.t('tree.level')}</span><select @change=${(/** @type {any} */ event) => { this.level = event.target.value }}>
          ${LEVELS.map((level) => html`<option value=${level} ?selected=${level === this.level}>${this.t(`tree.${level}`)}</option>`)}</select></label>
        <button class="button" type="button" @click=${() => this.save('csv')}>${this.t('bill.export')}</button>
        <button class="button" type="button" @click=${() => this.save('xlsx')}>${this.t('bill.exportXlsx')}</button></header>
      <table><caption class="hush">${this.t('bill.tree')}</caption>
        <thead><tr><th scope="col" class="item">${this.t('tree.name')}</th>${this.figures.map((figure) => html`<th scope="col" class="number">${this.t(`tree.${figure}`)} (${answer.currency})</th>`)}</tr></thead>
        <tbody>${this.rows.map((row) => ('more' in row ? this.renderMore(row) : this.renderNode(row, answer)))}</tbody>
        <tfoot><tr><th scope="row">${sum.name}</th>${this.renderFigures(sum, answer)}</tr></tfoot></table></section>`
  }

  /** @param {{ above: TreeNode | null, more: number }} row */
  renderMore({ above, more }) {
    const key = keyOf(above?.path ?? [])
    return html`<tr><td colspan=${this.figures.length + 1} class="depth${above?.path.length ?? 0}"><button class="quiet" type="button" @click=${() => { this.all = new Set([...this.all, key]) }}>
      ${this.t('tree.more', { count: formatCount(more, this.locale) })}</button></td></tr>`
  }

  /** @param {TreeNode} node @param {TreeAnswer} answer */
  renderNode(node, answer) {
    const isOpen = this.open.has(keyOf(node.path))
    const { meter, level, unpriced } = node
    const name = node.name || this.t('tree.none')
    const kind = level === 'resource' ? (node.path.at(-1) ?? '').split('/').at(-2) : ''
    const about = meter ? `${formatExact(meter.quantity, this.locale)} × ${meter.unitOfMeasure || '?'}` : kind || this.t(`tree.${level}`)
    const inside = html`<span class="title" title=${node.path.at(-1) ?? ''}>${name}</span><span class="sub">${about}${unpriced ? html` <span class="warn">${this.t('tree.unpriced', { count: unpriced })}</span>` : nothing}</span>`
    return html`<tr class=${level}><th scope="row" class="item"><div class="depth${node.path.length - 1}"><button class="node" type="button" data-path=${keyOf(node.path)}
        aria-expanded=${meter ? nothing : isOpen} @click=${() => (meter ? undefined : this.toggle(node))} @keydown=${(/** @type {KeyboardEvent} */ event) => this.key(event, node)}>
        <span class="turn ${isOpen ? 'open' : ''}" aria-hidden="true">${meter ? '' : icon('expand')}</span><span class="words">${inside}</span></button></div></th>
      ${this.renderFigures(node, answer)}</tr>`
  }

  /** @param {TreeNode} node @param {TreeAnswer} answer */
  renderFigures(node, { currency }) {
    return this.figures.map((figure) => {
      /** @type {Explanation} */
      const explanation = { title: `${this.t(`tree.${figure}`)}: ${node.name}`, value: node[figure], unit: currency, steps: () => this.steps(node, figure) }
      return html`<td class="number ${figure === 'net' ? 'strong' : ''}" data-label=${this.t(`tree.${figure}`)}><azplan-figure plain .locale=${this.locale} value=${node[figure]} unit=${currency} label=${explanation.title} .explanation=${explanation}></azplan-figure></td>`
    })
  }

  /** What the engine says of a node, its parts by their names. @param {TreeNode} node @param {Figure} figure @returns {Promise<Step[]>} */
  async steps(node, figure) {
    const { engine, list, usage } = this
    if (!engine || !list || !usage) return []
    const { steps } = await engine.explain(list.id, usage.id, { ...this.treeRequest, within: node.path })
    const names = new Map((this.below.get(keyOf(node.path)) ?? []).map((part) => [part.path.at(-1), part.name]))
    const wanted = figure === 'net' ? steps.filter(({ rule }) => rule !== 'pecMissed' && rule !== 'azureCredit') : steps.filter(({ rule }) => rule === RULES[figure])
    return wanted.map((step) => ({ ...step, inputs: Object.fromEntries(Object.entries(step.inputs).map(([key, value], index) => [names.has(key) ? `${index + 1}. ${names.get(key)}` : key, value])) }))
  }
}
