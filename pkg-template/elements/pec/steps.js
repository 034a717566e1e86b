import { formatCount, formatDay, formatMonth, formatPercent } from '../lib/format.js'
import { pecName } from '../lib/words.js'

/** @import { Decimal, JudgedRow, Leak, LossesAnswer, Scenario, ScenariosAnswer, Step } from '../types.js' */
/** @typedef {{ locale: string, t: (key: string, values?: any) => string }} Speaker */

/**
 * One step, told in the language of the page.
 * @param {string} rule
 * @param {string} text
 * @param {Record<string, string>} inputs
 * @param {string} result
 * @param {string} unit
 * @param {string} [cite]
 * @returns {Step}
 */
function step(rule, text, inputs, result, unit, cite = '') {
  return { rule, text, cite, inputs, result, unit }
}

/** How the sums of a billed file came about. @param {Speaker} view @param {LossesAnswer} answer @returns {Record<keyof LossesAnswer['sums'] | 'lostWithAccess' | 'notDueSum', Step[]>} */
export function lossesSteps(view, { sums, currency, pecRate, pecRateCite, ineligible, lostWithAccess, notDueSum, notDueTotal }) {
  const t = (/** @type {string} */ name, /** @type {any} */ values = {}) => view.t(`losses.${name}`, values)
  const { retail, unknown, eligibleRetail, pecOfEligible, earned, lost, leftOver } = sums
  const reasons = Object.fromEntries(ineligible.map((sum) => [pecName((key) => view.t(key), sum.reason), sum.retail]))
  const cites = [...new Set(ineligible.map(({ cite }) => cite))].join('; ')
  const never = [step('retail', t('step.ineligible'), reasons, sums.ineligible, currency, cites)]
  const eligible = [...never, step('retail', t('step.retail'), { [t('retail')]: retail, [t('ineligible')]: sums.ineligible, [t('unknown')]: unknown }, eligibleRetail, currency)]
  const pec = [...eligible, step('pec', t('step.pec'), { [t('eligibleRetail')]: eligibleRetail, [t('rate')]: pecRate }, pecOfEligible, currency, pecRateCite)]
  const gained = [step('sum', t('step.earned', { count: formatCount(sums.rowsEarned, view.locale) }), {}, earned, currency)]
  return /** @type {any} */ ({
    retail: [step('sum', t('step.all'), { [t('eligibleRetail')]: eligibleRetail, [t('ineligible')]: sums.ineligible, [t('unknown')]: unknown }, retail, currency)],
    ineligible: never,
    unknown: [step('sum', t('step.unknown', { count: formatCount(sums.rowsUnknown, view.locale) }), {}, unknown, currency)],
    eligibleRetail: eligible,
    pecOfEligible: pec,
    earned: gained,
    lost: [...pec, step('lost', t('step.lost'), { [t('pecOfEligible')]: pecOfEligible, [t('earned')]: earned }, lost, currency)],
    leftOver: [step('sum', t('step.leftOver'), { [t('pecOfEligible')]: pecOfEligible, [t('earned')]: earned, [t('lost')]: lost }, leftOver, currency)],
    lostWithAccess: [step('lost', t('step.lostWithAccess'), { [t('lost')]: lost }, lostWithAccess, currency)],
    notDueSum: [step('sum', t('step.notDue', { count: formatCount(notDueTotal, view.locale) }), {}, notDueSum, currency)],
  })
}

/** How what leaks, and what it goes on costing, came about. @param {Speaker} view @param {Leak} leak @param {LossesAnswer} answer */
export function leakSteps(view, leak, { currency, pecRate, pecRateCite }) {
  const t = (/** @type {string} */ name, /** @type {any} */ values = {}) => view.t(`losses.${name}`, values)
  const words = { from: formatDay(leak.from, view.locale), to: formatDay(leak.to, view.locale), count: formatCount(leak.rows, view.locale) }
  const lost = [step('pec', t('step.leak', words), { [view.t('retail')]: leak.retail, [t('rate')]: pecRate }, leak.lost, currency, pecRateCite)]
  const perMonth = [...lost, step('share', t('step.perMonth', { ...words, month: formatMonth(leak.to.slice(0, 7), view.locale) }), { [t('lost')]: leak.lost }, leak.perMonth, currency)]
  return { lost, perMonth }
}

/** How PEC of a row came about. @param {Speaker} view @param {JudgedRow} row @param {LossesAnswer} answer */
export function rowSteps(view, row, { currency, pecRate, pecRateCite }) {
  const isLost = row.class === 'lost'
  const text = view.t(isLost ? 'losses.step.row' : row.class === 'earned' ? 'losses.step.rowEarned' : 'losses.step.rowNone', { row: row.row })
  return [step('pec', text, { [view.t('retail')]: row.retail, ...(isLost ? { [view.t('losses.rate')]: pecRate } : {}) }, isLost ? row.lost : row.earned, currency, isLost ? pecRateCite : row.cite)]
}

/** How the figures of a scenario came about. @param {Speaker} view @param {ScenariosAnswer} answer @param {Scenario} shown @param {string} name @returns {Record<'month' | 'year' | 'lostMonth' | 'lostYear', Step[]>} */
export function scenarioSteps(view, { currency, canEarn, retail, fullMonth, fullYear, pecRate, pecRateCite, month }, shown, name) {
  const t = (/** @type {string} */ key, /** @type {any} */ values = {}) => view.t(`scenario.${key}`, values)
  const [first] = shown.months
  const full = [
    step('retail', t('step.retail'), { [view.t('retail')]: retail }, canEarn, currency),
    step('pec', t('step.full'), { [t('canEarn')]: canEarn, [view.t('losses.rate')]: pecRate }, fullMonth, currency, pecRateCite),
  ]
  const cite = shown.days.find((day) => !day.eligible)?.cite ?? shown.days[0].cite
  const ofMonth = [...full, step('days', t('step.days', { month: formatMonth(month, view.locale) }), { [t('days')]: `${first.eligibleDays} / ${first.days}` }, shown.month, currency, cite)]
  const months = Object.fromEntries(shown.months.map((each) => [`${formatMonth(each.month, view.locale)} (${each.eligibleDays} / ${each.days})`, each.pec]))
  const ofYear = [step('sum', t('step.year'), months, shown.year, currency, cite)]
  return {
    month: ofMonth,
    year: ofYear,
    lostMonth: [...ofMonth, step('lost', t('step.lost'), { [t('fullAccess')]: fullMonth, [name]: shown.month }, shown.lostMonth, currency)],
    lostYear: [...ofYear, step('lost', t('step.lost'), { [t('fullAccess')]: fullYear, [name]: shown.year }, shown.lostYear, currency)],
  }
}

/** What access on a day is worth. @param {Speaker} view @param {ScenariosAnswer['days'][number]} day @param {ScenariosAnswer} answer */
export function daySteps(view, { date, retail, pec }, { currency, pecRate, pecRateCite }) {
  return [
    step('days', view.t('scenario.step.day', { day: formatDay(date, view.locale) }), {}, retail, currency),
    step('pec', view.t('scenario.step.dayPec'), { [view.t('retail')]: retail, [view.t('losses.rate')]: pecRate }, pec, currency, pecRateCite),
  ]
}

/** Who keeps what of what is earned. @param {Speaker} view @param {Decimal} earned @param {Decimal} kept @param {string} who @param {ScenariosAnswer} answer */
export function shareSteps(view, earned, kept, who, { currency, pecRate }) {
  return [step('share', view.t('share.step', { who, rate: formatPercent(pecRate, view.locale) }), { [view.t('losses.earned')]: earned }, kept, currency)]
}

/** PEC of a line. @param {Speaker} view @param {Decimal} pec @param {Scenario} scenario @param {ScenariosAnswer} answer @param {string} name */
export function lineSteps(view, pec, scenario, { currency, pecRate, pecRateCite }, name) {
  const [first] = scenario.months
  return [step('pec', view.t('scenario.step.line', { name }), { [view.t('scenario.days')]: `${first.eligibleDays} / ${first.days}`, [view.t('losses.rate')]: pecRate }, pec, currency, pecRateCite)]
}
