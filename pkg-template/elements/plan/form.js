import { html, nothing } from 'lit'
import { icon } from '../lib/icons.js'
import { columnsOf, factAt, fieldsOf } from './fields.js'

/** @import { Column, Field } from './fields.js' */
/** @import { AzplanPlan } from './plan.js' */

/** @param {AzplanPlan} view */
export function renderForm(view) {
  return html`<form class="facts" aria-label=${view.t('plan.facts')} @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
    ${fieldsOf(view.facts).map(({ group, fields }) => html`<fieldset><legend>${view.t(`plan.group.${group}`)}</legend>
      ${fields.map((field) => renderField(view, field))}</fieldset>`)}
    <p class="muted small">${view.t('plan.unknownHelp')}</p></form>`
}

/** @param {AzplanPlan} view @param {Field} field */
function renderField(view, field) {
  if (field.kind === 'list') return renderList(view, field)
  const value = factAt(view.facts, field.path)
  const label = html`<span>${view.t(`plan.${field.path}`)}${field.optional ? html` <small>${view.t('plan.optional')}</small>` : nothing}</span>`
  const put = (/** @type {unknown} */ given) => view.put(field.path, given)
  switch (field.kind) {
    case 'yesNo': return html`<label>${label}${renderSelect(view, field.path, value === undefined ? '' : String(value), ['true', 'false'], (choice) => view.t(`plan.is.${choice}`), (choice) => put(choice ? choice === 'true' : undefined))}</label>`
    case 'plans': return html`<label>${label}${renderSelect(view, field.path, value === undefined ? '' : String(value.some((/** @type {any} */ plan) => plan.active !== false)), ['true', 'false'], (choice) => view.t(`plan.is.${choice}`), (choice) => put(choice ? (choice === 'true' ? [{ active: true }] : []) : undefined))}</label>`
    case 'choice': return html`<label>${label}${renderSelect(view, field.path, value ?? '', field.options ?? [], (choice) => view.t(`plan.${field.path}.${choice}`), (choice) => put(choice || undefined))}</label>`
    default: return html`<label>${label}<input data-fact=${field.path} type=${field.kind === 'day' ? 'date' : field.kind === 'number' ? 'number' : 'text'} autocomplete="off"
      min=${field.least ?? nothing} max=${field.most ?? nothing} .value=${String(value ?? '')}
      placeholder=${field.kind === 'text' ? view.t('plan.unknown') : nothing} @change=${(/** @type {any} */ event) => put(typed(field, event.target.value.trim()))}></label>`
  }
}

/** @param {Field} field @param {string} text */
function typed(field, text) {
  if (!text) return undefined
  return field.kind === 'number' ? Math.trunc(Number(text)) : text
}

/**
 * A choice of which the first is that it is not known.
 * @param {AzplanPlan} view
 * @param {string} path
 * @param {string} value
 * @param {string[]} options
 * @param {(option: string) => string} name
 * @param {(choice: string) => void} choose
 */
function renderSelect(view, path, value, options, name, choose) {
  return html`<select data-fact=${path} class=${value ? '' : 'open'} @change=${(/** @type {any} */ event) => choose(event.target.value)}>
    <option value="" ?selected=${!value}>${view.t('plan.unknown')}</option>
    ${options.map((option) => html`<option value=${option} ?selected=${option === value}>${name(option)}</option>`)}</select>`
}

/** @param {AzplanPlan} view @param {Field} field */
function renderList(view, field) {
  /** @type {Record<string, any>[] | undefined} */
  const rows = factAt(view.facts, field.path)
  const columns = columnsOf(field, view.facts.action)
  const name = view.t(`plan.${field.path}`)
  const put = (/** @type {Record<string, any>[] | undefined} */ list) => view.put(field.path, list)
  const state = rows === undefined ? '' : rows.length ? 'some' : 'none'
  const choose = (/** @type {string} */ choice) => put(choice === 'some' ? [{ id: view.freeId(field.path) }] : choice === 'none' ? [] : undefined)
  return html`<div class="list"><label><span>${name}</span>${renderSelect(view, field.path, state, ['none', 'some'], (choice) => view.t(`plan.list.${choice}`), choose)}</label>
    ${rows?.length ? html`<ul>${rows.map((row, index) => html`<li>
        ${columns.map((column) => renderCell(view, { label: `${view.t(`plan.column.${column.name}`)}, ${row.id}`, column, value: row[column.name], put: (given) => put(rows.with(index, changed(row, column.name, given))) }))}
        <button class="quiet" type="button" aria-label=${view.t('plan.list.remove', { id: row.id })} @click=${() => put(rows.toSpliced(index, 1))}>${icon('remove')}</button></li>`)}</ul>
      <button class="button add" type="button" @click=${() => put([...rows, { id: view.freeId(field.path) }])}>${view.t('plan.list.add')}</button>` : nothing}</div>`
}

/** @param {Record<string, any>} row @param {string} name @param {unknown} value */
function changed(row, name, value) {
  const { [name]: _, ...others } = row
  return value === undefined ? others : { ...others, [name]: value }
}

/**
 * @param {AzplanPlan} view
 * @param {{ label: string, column: Column, value: any, put: (value: unknown) => void }} cell
 */
function renderCell(view, { label, column, value, put }) {
  const word = view.t(`plan.column.${column.name}`)
  if (column.kind === 'flag') return html`<label class="flag"><input type="checkbox" aria-label=${label} .checked=${value ?? column.fallback ?? false}
    @change=${(/** @type {any} */ event) => put(event.target.checked)}><span>${word}</span></label>`
  if (column.kind === 'choice') return html`<select aria-label=${label} @change=${(/** @type {any} */ event) => put(event.target.value || undefined)}>
    <option value="" ?selected=${!value}>${word}: ${view.t('plan.unknown')}</option>
    ${(column.options ?? []).map((option) => html`<option value=${option} ?selected=${option === value}>${view.t(`plan.column.${column.name}.${option}`)}</option>`)}</select>`
  return html`<input type="text" class=${column.name} aria-label=${label} placeholder=${word} autocomplete="off" .value=${value ?? ''}
    @change=${(/** @type {any} */ event) => put(event.target.value.trim() || (column.name === 'id' ? value : undefined))}>`
}
