/** @param {number} count @param {string} one @param {string} many */
export function plural(count, one, many) {
  return `${new Intl.NumberFormat('en-US').format(count)} ${count === 1 ? one : many}`
}

/** @param {number} count */
export function number(count) {
  return new Intl.NumberFormat('zh-Hant-TW').format(count)
}
