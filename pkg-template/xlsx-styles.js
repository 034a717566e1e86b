/** Digits that a spreadsheet computes with: what it shows beyond them would be zeros of its own. */
const mostDigits = 15
/** Number formats below are the spreadsheet's own. */
const firstOwnFormat = 164
const dayFormat = 14

/** The styles that the cells of a file use: a number is shown with as many decimals as it is written with. */
export class Styles {
  /** Style by format and weight, in the order of use; the first three are always there. @type {Map<string, number>} */
  #styles = new Map([['general', 0], ['general bold', 1], ['day', 2]])
  day = 2

  /** @param {boolean} [bold] */
  ofText(bold = false) {
    return bold ? 1 : 0
  }

  /**
   * @param {string} number
   * @param {boolean} [bold]
   */
  ofNumber(number, bold = false) {
    const [whole, decimals = ''] = number.replace('-', '').split('.')
    const shown = Math.max(0, Math.min(decimals.length, mostDigits - whole.replace(/^0+/, '').length))
    const key = `${shown}${bold ? ' bold' : ''}`
    const style = this.#styles.get(key) ?? this.#styles.size
    this.#styles.set(key, style)
    return style
  }

  /** @param {string} namespace */
  text(namespace) {
    const decimals = [...new Set([...this.#styles.keys()].map(decimalsOf).filter((count) => count !== null))]
    const formats = decimals.map((count, index) => `<numFmt numFmtId="${firstOwnFormat + index}" formatCode="#,##0${count === 0 ? '' : `.${'0'.repeat(count)}`}"/>`)
    const cells = [...this.#styles.keys()].map((key) => {
      const count = decimalsOf(key)
      const format = key === 'day' ? dayFormat : count === null ? 0 : firstOwnFormat + decimals.indexOf(count)
      const font = key.endsWith('bold') ? 1 : 0
      return `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0"${format ? ' applyNumberFormat="1"' : ''}${font ? ' applyFont="1"' : ''}/>`
    })
    const font = (/** @type {string} */ weight) => `<font>${weight}<sz val="11"/><name val="Calibri"/></font>`
    return [
      `<styleSheet xmlns="${namespace}">`,
      formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` : '',
      `<fonts count="2">${font('')}${font('<b/>')}</fonts>`,
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs>`,
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    ].join('')
  }
}

/** @param {string} style */
function decimalsOf(style) {
  const count = Number.parseInt(style, 10)
  return Number.isNaN(count) ? null : count
}
