// Moves the decimal point of decimal text by two places: 15 per cent is the ratio 0.15.

/** @param {string} ratio e.g. `0.15` */
export function toPercent(ratio) {
  return shift(ratio, 2)
}

/** @param {string} percent e.g. `15` @returns {string | null} the ratio; null above 100 per cent */
export function fromPercent(percent) {
  const ratio = shift(percent, -2)
  return /^(0(\.\d+)?|1)$/.test(ratio) ? ratio : null
}

/** @param {string} value @param {number} places */
function shift(value, places) {
  const [whole, fraction = ''] = value.split('.')
  const digits = whole.padStart(Math.max(0, -places) + 1, '0') + fraction.padEnd(Math.max(0, places), '0')
  const point = Math.max(whole.length, Math.max(0, -places) + 1) + places
  const integer = digits.slice(0, point).replace(/^0+(?=\d)/, '')
  const rest = digits.slice(point).replace(/0+$/, '')
  return rest ? `${integer}.${rest}` : integer
}
