/** Number types by one interface, so that the rating around them is the same code. */
import Big from 'big.js'
import { BigNumber } from 'bignumber.js'
import { Decimal } from 'decimal.js'

/**
 * @template T
 * @typedef {object} Numbers
 * @property {(text: string) => T} parse
 * @property {(left: T, right: T) => T} plus
 * @property {(left: T, right: T) => T} minus
 * @property {(left: T, right: T) => T} times
 * @property {(left: T, right: T) => boolean} less
 * @property {(value: T) => T} cents rounded down to cents
 * @property {(value: T, divisor: T) => T} converted divided and rounded down to cents
 * @property {(value: T) => string} text without padding zeros
 */

/** Enough digits for any product here: what decimal.js rounds to. */
const PreciseDecimal = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_DOWN, toExpNeg: -80, toExpPos: 80 })
const RoundedNumber = BigNumber.clone({ DECIMAL_PLACES: 2, ROUNDING_MODE: BigNumber.ROUND_DOWN, EXPONENTIAL_AT: 80 })
const RoundedBig = Big()
Object.assign(RoundedBig, { DP: 2, RM: 0, NE: -80, PE: 80 })

/** Methods that the three libraries have alike. @returns {any} */
const alike = () => ({
  plus: (/** @type {any} */ left, /** @type {any} */ right) => left.plus(right),
  minus: (/** @type {any} */ left, /** @type {any} */ right) => left.minus(right),
  times: (/** @type {any} */ left, /** @type {any} */ right) => left.times(right),
  less: (/** @type {any} */ left, /** @type {any} */ right) => left.lt(right),
})

/** @type {Numbers<any>} */
export const bignumber = {
  ...alike(),
  parse: (text) => new RoundedNumber(text),
  cents: (value) => value.dp(2, BigNumber.ROUND_DOWN),
  converted: (value, divisor) => value.div(divisor),
  text: (value) => value.toFixed(),
}

/** @type {Numbers<any>} */
export const decimal = {
  ...alike(),
  parse: (text) => new PreciseDecimal(text),
  cents: (value) => value.toDP(2, Decimal.ROUND_DOWN),
  converted: (value, divisor) => value.div(divisor).toDP(2, Decimal.ROUND_DOWN),
  text: (value) => value.toFixed(),
}

/** @type {Numbers<any>} */
export const big = {
  ...alike(),
  parse: (text) => new RoundedBig(text),
  cents: (value) => value.round(2, 0),
  converted: (value, divisor) => value.div(divisor),
  text: (value) => value.toFixed(),
}

/** Places of the hand-written numbers: quantity 10, price 10 more, PEC 2 more. Every number knows its places. */
/** @typedef {{digits: bigint, places: number}} Fixed */

const powers = Array.from({ length: 64 }, (_, places) => 10n ** BigInt(places))
/** @param {Fixed} value @param {number} places */
const at = (value, places) => value.digits * powers[places - value.places]

/** @type {Numbers<Fixed>} */
export const bigint = {
  parse: (text) => {
    const point = text.indexOf('.')
    return point < 0 ? { digits: BigInt(text), places: 0 } : { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), places: text.length - point - 1 }
  },
  plus: (left, right) => {
    if (left.places === right.places) return { digits: left.digits + right.digits, places: left.places }
    const places = Math.max(left.places, right.places)
    return { digits: at(left, places) + at(right, places), places }
  },
  minus: (left, right) => {
    if (left.places === right.places) return { digits: left.digits - right.digits, places: left.places }
    const places = Math.max(left.places, right.places)
    return { digits: at(left, places) - at(right, places), places }
  },
  times: (left, right) => ({ digits: left.digits * right.digits, places: left.places + right.places }),
  less: (left, right) => {
    const places = Math.max(left.places, right.places)
    return at(left, places) < at(right, places)
  },
  cents: (value) => (value.places <= 2 ? value : { digits: value.digits / powers[value.places - 2], places: 2 }),
  converted: (value, divisor) => ({ digits: (value.digits * powers[divisor.places + 2]) / (divisor.digits * powers[value.places]), places: 2 }),
  text: ({ digits, places }) => {
    const all = String(digits).padStart(places + 1, '0')
    return (places === 0 ? all : `${all.slice(0, -places)}.${all.slice(-places)}`).replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : places === 0 ? zeros : ''))
  },
}
