/**
 * A file of 100,000 rows with planted losses: each is found to the exact amount, and nothing else. The figures are worked out
 * here over BigInt fractions when the rows are made; the core sees only the file.
 */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { load } from '../../pkg/index.js'
import { add, compare, fraction, mul, parse, plain, sub, ZERO } from './exact.mjs'
import { Dice } from './random-months.mjs'
import { azplan as command, bytes, temporaryFolder } from './support.mjs'

/** @typedef {import('./exact.mjs').Fraction} Fraction */

const ROWS = Number(process.env.AZPLAN_LOSS_ROWS ?? 100_000)
const RATE = parse('0.15')
const KEPT = parse('0.85')
const OLD = 'CustomerId,SubscriptionId,EntitlementId,ResourceGroup,ResourceURI,UsageDate,ProductId,SkuId,MeterId,MeterName,PublisherName,UnitPrice,Quantity,EffectiveUnitPrice,PricingPreTaxTotal,PartnerEarnedCreditPercentage,CreditType'
const NEW = 'customerId,subscriptionId,entitlementId,resourceGroup,resourceURI,usageDate,productId,skuId,meterId,meterName,publisherName,unitPrice,quantity,effectiveUnitPrice,pricingPreTaxTotal,rateOfPartnerEarnedCredit,creditType'

/** @type {Awaited<ReturnType<typeof load>>} */
let azplan
before(async () => { azplan = await load() })

/** Room for every product here. */
const SCALE = 10n ** 30n

/** The same number over one denominator for all: sums of fractions with different ones would grow without end. @param {Fraction} amount */
function even({ n, d }) {
  assert.equal((n * SCALE) % d, 0n)
  return fraction((n * SCALE) / d, SCALE)
}

/** @param {Fraction} one @param {Fraction} other */
const plus = (one, other) => fraction(even(one).n + even(other).n, SCALE)

/** @param {Map<string, Fraction>} sums @param {string} key @param {Fraction} amount */
const put = (sums, key, amount) => sums.set(key, plus(sums.get(key) ?? ZERO, amount))

/**
 * A month of rows made from a seed. Losses are planted three ways: a subscription from a day to a day, a group from a day on, and single rows.
 * @param {number} seed @param {number} count @param {boolean} isNew of the newer header generation
 */
function month(seed, count, isNew) {
  const dice = new Dice(seed)
  const lines = [isNew ? NEW : OLD]
  const planted = { rows: new Map(), byDay: new Map(), bySubscription: new Map(), byGroup: new Map(), ineligible: new Map() }
  const sums = { lost: ZERO, earned: ZERO, retail: ZERO, ineligible: ZERO, charged: ZERO, free: 0 }
  for (let row = 2; row <= count + 1; row += 1) {
    const day = dice.roll(1, 30)
    const [subscription, group] = [dice.roll(1, 20), dice.roll(1, 6)]
    const names = [`5${String(subscription).padStart(7, '0')}-0000-4000-8000-000000000000`, `rg-${group}`]
    const kind = dice.roll(0, 19)
    const isSpot = kind === 0
    const isThird = kind === 1
    const isFree = kind === 2
    // The printed unit price is the first paid tier's; a later tier is cheaper.
    const unit = isFree ? ZERO : parse(`${dice.roll(0, 3)}.${String(dice.roll(1, 999_999)).padStart(6, '0')}`)
    const tier = kind === 3 ? mul(unit, parse('0.5')) : unit
    const quantity = parse(`${dice.roll(0, 500)}.${String(dice.roll(1, 9_999_999)).padStart(dice.roll(7, 9), '0')}`)
    const retail = mul(quantity, tier)
    const leaks = (subscription === 3 && day >= 4 && day <= 7) || (subscription === 5 && group === 2 && day >= 21) || dice.roll(0, 399) === 0
    const earns = !isSpot && !isThird
    const isLost = leaks && earns && !isFree
    const effective = earns && !isLost ? mul(tier, KEPT) : tier
    const total = mul(quantity, effective)
    const shown = earns && !isLost ? (isNew ? '0.15' : '15') : ''
    const name = isSpot ? 'D2s v5 Spot' : `D${kind}s v5`
    const place = `/subscriptions/${names[0]}/resourceGroups/${names[1]}/providers/Microsoft.Compute/virtualMachines/vm${dice.roll(1, 9)}`
    lines.push(['c1', 'plan-1', ...names, place, `11/${day}/2025`, 'DZH318Z08M9W', isSpot ? '008K' : '008H', isThird ? '8core' : '', name, isThird ? 'Contoso' : 'Microsoft',
      plain(unit), plain(quantity), plain(effective), plain(total), shown, shown ? 'Partner Earned Credit Applied' : 'Credit Not Applied'].join(','))
    sums.retail = plus(sums.retail, retail)
    sums.charged = plus(sums.charged, total)
    if (isFree) sums.free += earns ? 1 : 0
    if (!earns) {
      put(planted.ineligible, isSpot ? 'spot' : 'thirdParty', retail)
      sums.ineligible = plus(sums.ineligible, retail)
    } else if (isLost) {
      const lost = mul(retail, RATE)
      sums.lost = plus(sums.lost, lost)
      planted.rows.set(row, plain(lost))
      put(planted.byDay, `2025-11-${String(day).padStart(2, '0')}`, lost)
      put(planted.bySubscription, names[0], lost)
      put(planted.byGroup, names.join(' '), lost)
    } else sums.earned = plus(sums.earned, mul(retail, RATE))
  }
  return { text: `${lines.join('\n')}\n`, planted, sums }
}

/** @param {Map<string, Fraction>} sums */
const plainMap = (sums) => new Map([...sums].map(([key, amount]) => /** @type {const} */ ([key, plain(amount)])).sort(([a], [b]) => (a < b ? -1 : 1)))

/** @param {readonly any[]} list @param {(item: any) => string} key @param {string} figure */
const foundMap = (list, key, figure = 'lost') => new Map(list.map((item) => /** @type {const} */ ([key(item), item[figure]])).sort(([a], [b]) => (a < b ? -1 : 1)))

/** @param {any} answer @param {ReturnType<typeof month>} made */
function findsAll(answer, { planted, sums }) {
  assert.deepEqual(new Map(answer.rows.map((/** @type {any} */ row) => [row.row, row.lost])), planted.rows)
  assert.equal(answer.rowsTotal, planted.rows.size)
  assert.deepEqual(foundMap(answer.byDay, (day) => day.date), plainMap(planted.byDay))
  assert.deepEqual(foundMap(answer.bySubscription, (place) => place.subscription), plainMap(planted.bySubscription))
  assert.deepEqual(foundMap(answer.byResourceGroup, (place) => `${place.subscription} ${place.resourceGroup}`), plainMap(planted.byGroup))
  assert.deepEqual(foundMap(answer.ineligible, (sum) => sum.reason, 'retail'), plainMap(planted.ineligible))
  const { lost, earned, retail, ineligible, charged, free } = sums
  const expected = { lost: plain(lost), earned: plain(earned), retail: plain(retail), ineligible: plain(ineligible), charged: plain(charged), leftOver: '0', printing: '0', unknown: '0', rowsFree: free, rowsUnknown: 0, rowsCut: 0, rowsContradicting: 0 }
  assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, answer.sums[key]])), expected)
  assert.equal(answer.lost, expected.lost)
  // 15 % of what can earn, by another way than the core's own sums.
  assert.equal(compare(mul(sub(parse(answer.sums.retail), parse(answer.sums.ineligible)), RATE), add(parse(answer.sums.earned), parse(answer.sums.lost))), 0)
}

for (const [name, isNew] of /** @type {const} */ ([['older', false], ['newer', true]])) {
  test(`${ROWS.toLocaleString('en')} rows of the ${name} header generation: every planted loss to the exact amount, and nothing else`, async () => {
    const made = month(isNew ? 2 : 1, ROWS, isNew)
    assert.ok(made.planted.rows.size > ROWS / 400, `${made.planted.rows.size} planted`)
    const usage = await azplan.readUsage(bytes(made.text))
    const answer = azplan.pecLosses({ usage })
    findsAll(answer, made)
    const whole = answer.leaks.find((leak) => leak.level === 'subscription' && leak.subscription.startsWith('50000003'))
    assert.deepEqual([whole?.from, whole?.to, whole?.goesOn], ['2025-11-04', '2025-11-07', false])
    const group = answer.leaks.find((leak) => leak.level === 'resourceGroup' && leak.subscription.startsWith('50000005'))
    assert.deepEqual([group?.resourceGroup, group?.from, group?.to, group?.goesOn], ['rg-2', '2025-11-21', '2025-11-30', true])
    usage.free()
  })
}

test('the command finds the same, and says that there is something to look at', async (context) => {
  const made = month(3, 2000, false)
  const file = join(temporaryFolder(context), 'usage.csv')
  writeFileSync(file, made.text)
  const { status, stdout } = await command(['pec', 'losses', '--usage', file, '--json'])
  assert.equal(status, 1)
  findsAll(JSON.parse(stdout), made)
  const { stdout: text } = await command(['pec', 'losses', '--usage', file])
  assert.match(text, /of partner earned credit lost in/)
  assert.ok(text.includes(plain(made.sums.lost)))
})

test('a file without losses is answered with 0 and exit status 0', async (context) => {
  const file = join(temporaryFolder(context), 'usage.csv')
  const uri = '/subscriptions/s1/resourceGroups/rg/providers/a/b/c'
  writeFileSync(file, `${OLD}\nc1,p1,s1,rg,${uri},11/14/2025,DZH318Z08M9W,008H,,D2,Microsoft,0.5,2,0.425,0.85,15,Partner Earned Credit Applied\nc1,p1,s1,rg,${uri},11/14/2025,DZH318Z08M9W,008K,,D2 Spot,Microsoft,0.5,2,0.5,1,,Credit Not Applied\n`)
  const { status, stdout } = await command(['pec', 'losses', '--usage', file, '--json'])
  assert.equal(status, 0)
  const answer = JSON.parse(stdout)
  assert.deepEqual([answer.lost, answer.byDay, answer.ineligible[0].retail, answer.schemaVersion], ['0', [], '1', 1])
})

test('the lost rows as CSV have the sum at their end; the report is a spreadsheet', async (context) => {
  const made = month(4, 1000, true)
  const folder = temporaryFolder(context)
  const file = join(folder, 'usage.csv')
  writeFileSync(file, made.text)
  const { stdout } = await command(['pec', 'losses', '--usage', file, '--format', 'csv'])
  const lines = stdout.trim().split('\r\n')
  assert.match(lines[0], /^\ufeff?File number,Row,Date,/)
  assert.equal(lines.length, made.planted.rows.size + 2)
  assert.ok(lines.at(-1)?.includes(plain(made.sums.lost)))
  const { status } = await command(['pec', 'losses', '--usage', file, '--format', 'xlsx', '--output', join(folder, 'report.xlsx')])
  assert.equal(status, 1)
  assert.equal(readFileSync(join(folder, 'report.xlsx')).subarray(0, 2).toString(), 'PK')
})
