/**
 * Exact fractions over BigInt: the arithmetic of the reference. Slow, short, and with no rounding but the ones named here.
 * @typedef {{ n: bigint, d: bigint }} Fraction numerator and positive denominator
 */

/** @type {(n: bigint, d?: bigint) => Fraction} */
export const fraction = (n, d = 1n) => (d < 0n ? { n: -n, d: -d } : { n, d })

export const ZERO = fraction(0n)
export const ONE = fraction(1n)

/** Reads plain and E-notation: `12.5`, `.5`, `-3`, `2.08E-07`. @type {(text: string) => Fraction} */
export function parse(text) {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text.trim())
  if (!match || match[2] + match[3] === '') throw new Error(`not a decimal: ${text}`)
  const digits = BigInt(match[2] + match[3]) * (match[1] === '-' ? -1n : 1n)
  const power = Number(match[4] ?? 0) - match[3].length
  return power < 0 ? fraction(digits, 10n ** BigInt(-power)) : fraction(digits * 10n ** BigInt(power))
}

/** Sums of decimals keep the larger power of ten below: denominators that are multiplied grow with every sum. @type {(a: Fraction, b: Fraction) => Fraction} */
export function add(a, b) {
  if (a.d === b.d) return fraction(a.n + b.n, a.d)
  const [small, large] = a.d < b.d ? [a, b] : [b, a]
  if (large.d % small.d === 0n) return fraction(small.n * (large.d / small.d) + large.n, large.d)
  return fraction(a.n * b.d + b.n * a.d, a.d * b.d)
}
/** @type {(a: Fraction, b: Fraction) => Fraction} */
export const sub = (a, b) => add(a, fraction(-b.n, b.d))
/** @type {(a: Fraction, b: Fraction) => Fraction} */
export const mul = (a, b) => fraction(a.n * b.n, a.d * b.d)
/** @type {(a: Fraction, b: Fraction) => Fraction} */
export const div = (a, b) => fraction(a.n * b.d, a.d * b.n)
/** @type {(a: Fraction, b: Fraction) => number} */
export const compare = (a, b) => Number(a.n * b.d > b.n * a.d) - Number(a.n * b.d < b.n * a.d)
/** @type {(list: Fraction[]) => Fraction} */
export const sum = (list) => list.reduce(add, ZERO)
/** @type {(a: Fraction) => boolean} */
export const isZero = (a) => a.n === 0n

/** Toward zero, to that many digits. @type {(a: Fraction, digits: number) => Fraction} */
export function roundDown(a, digits) {
  const scale = 10n ** BigInt(digits)
  return fraction((a.n * scale) / a.d, scale)
}

/** To the nearest, half away from zero. @type {(a: Fraction, digits: number) => Fraction} */
export function roundHalfUp(a, digits) {
  const scale = 10n ** BigInt(digits)
  const twice = (a.n < 0n ? -a.n : a.n) * scale * 2n
  const units = (twice / a.d + 1n) / 2n
  return fraction(a.n < 0n ? -units : units, scale)
}

/** To that many significant digits, half away from zero. @type {(a: Fraction, figures: number) => Fraction} */
export function significant(a, figures) {
  if (isZero(a)) return ZERO
  const size = a.n < 0n ? -a.n : a.n
  let exponent = size.toString().length - a.d.toString().length
  const ten = (/** @type {number} */ power) => (power < 0 ? fraction(1n, 10n ** BigInt(-power)) : fraction(10n ** BigInt(power)))
  if (compare(fraction(size, a.d), ten(exponent)) < 0) exponent -= 1
  const digits = figures - 1 - exponent
  return digits >= 0 ? roundHalfUp(a, digits) : mul(roundHalfUp(div(a, ten(-digits)), 0), ten(-digits))
}

/** Plain notation with a fixed number of decimals; throws when that is not exact. @type {(a: Fraction, digits: number) => string} */
export function fixed(a, digits) {
  const scale = 10n ** BigInt(digits)
  if ((a.n * scale) % a.d !== 0n) throw new Error(`${a.n}/${a.d} has more than ${digits} decimals`)
  const units = (a.n * scale) / a.d
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0')
  const sign = units < 0n ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** Plain notation, all digits, no trailing zeros; throws for a fraction that never ends. @type {(a: Fraction) => string} */
export function plain(a) {
  const digits = decimals(a)
  const text = fixed(a, digits)
  return digits === 0 ? text : text.replace(/\.?0+$/, '')
}

/** Digits after the point that hold the fraction. @type {(a: Fraction) => number} */
function decimals(a) {
  const below = a.d.toString()
  // A power of ten, as the denominators of decimals are, needs no taking apart.
  if (/^10*$/.test(below)) return below.length - 1
  let digits = 0
  let rest = a.d / gcd(a.n, a.d)
  for (; rest % 10n === 0n; rest /= 10n) digits += 1
  for (; rest % 5n === 0n; rest /= 5n) digits += 1
  for (; rest % 2n === 0n; rest /= 2n) digits += 1
  if (rest !== 1n) throw new Error(`${a.n}/${a.d} has no end`)
  return digits
}

/** @type {(a: bigint, b: bigint) => bigint} */
function gcd(a, b) {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
