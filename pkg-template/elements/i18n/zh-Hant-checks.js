// Why a figure of a bill, a reconciliation file or a later download is another one, in Traditional Chinese.

import { REASONS } from './zh-Hant-steps.js'

/** @param {string} sentence */
const reason = (sentence) => REASONS[sentence] ?? sentence

/** The longer of two that both fit comes first. @type {import('./said.js').Sentence[]} */
export const checks = [
  ['(\\d+) of (\\d+) rows? agree(?:, (\\d+) of (\\d+) reconciliation lines? agree)?(?:; (\\d+) differences?: (.+?))?(?:; (\\d+) rows? (?:is|are) not in the price list)?(; without a price list prices and tiers were not checked)?',
    ([agreeing, rows, linesAgreeing, lines, differences, sums, unpriced, withoutList]) => [
      `${rows} 列中有 ${agreeing} 列相符`,
      lines && `對帳檔案 ${lines} 筆中有 ${linesAgreeing} 筆相符`,
      differences && `${differences} 項差異：${sums === 'nothing in sum' ? '合計為 0' : sums}`,
      unpriced && `${unpriced} 列不在價目表中`,
      withoutList && '沒有價目表，未檢查價格與定價層',
    ].filter(Boolean).join('；')],
  ['(\\d+) unchanged; (\\d+) added(?:, (\\d+) of them late)? \\((.+?)\\); (\\d+) changed \\((.+?)\\); (\\d+) removed \\((.+?)\\)',
    ([unchanged, added, late, ofAdded, changed, ofChanged, removed, ofRemoved]) => `${unchanged} 項未變；新增 ${added} 項（${ofAdded}${late ? `，其中 ${late} 項延遲` : ''}）；變更 ${changed} 項（${ofChanged}）；移除 ${removed} 項（${ofRemoved}）`],
  // Rows against the price list.
  ['charged at (.+) a unit; (.+) less the PEC that is due is (.+?): (.+)', ([charged, price, expected, why], say) => `每單位收取 ${charged}；${price} 扣除應得的 PEC 為 ${expected}：${say(why)}`],
  ['charged at (.+?) a unit, and not at (.+?): (.+)', ([charged, price, why], say) => `每單位收取 ${charged}，而非 ${price}：${say(why)}`],
  ['its figures do not multiply, and its price differs: (.+)', ([why], say) => `其數字相乘不符，價格也不同：${say(why)}`],
  ['this is the price without PEC, which the row earns', '這是未扣除 PEC 的價格，但此列應獲得 PEC'],
  ['this is the price with PEC, but (.+)', ([why]) => `這是已扣除 PEC 的價格，但${reason(why)}`],
  ['this is the tier from (.+) on, and the month has (.+) units by then', '這是從 $1 開始的定價層，而當月到此時有 $2 單位'],
  ['this is the price of (.+), not of (.+)', '這是 $1 的價格，不是 $2 的價格'],
  ['the price is rounded, which it should not be', '價格經過捨入，但不應捨入'],
  ['the list has no such price for it on any day', '價目表在任何日期都沒有這個價格'],
  ['the row shows no PEC, which it earns', '此列未顯示 PEC，但應獲得 PEC'],
  ['the row shows PEC, but its price is without it', '此列顯示 PEC，但價格未扣除 PEC'],
  ['the row shows PEC, but (.+)', ([why]) => `此列顯示 PEC，但${reason(why)}`],
  ["the meter crosses a tier on (.+): what the tiers leave for the row's units is (.+) apart from its charge", '此計量在 $1 跨越定價層：各定價層留給此列單位的金額與其收費相差 $2'],
  ['a reservation or savings plan pays for this usage', '此使用量由保留或節省方案支付'],
  // Rows by themselves.
  ['the row says again what row (\\d+) of file (\\d+) says: it is charged twice', '此列重複第 $2 個檔案第 $1 列的內容：計費兩次'],
  ['the row says again what row (\\d+) says: it is charged twice', '此列重複第 $1 列的內容：計費兩次'],
  ['used on (.+), charged with the period from (.+) to (.+)', '使用日期為 $1，計入 $2 至 $3 的期間'],
  ['(\\S+) x (\\S+) = (\\S+)', '$1 × $2 = $3'],
  ['(\\S+) at the rate of (\\S+) is (\\S+)', '$1 以 $2 的匯率計為 $3'],
  ["the rate of (\\S+) is (\\S+), at which the row's totals are right: no money is off", '$1 的匯率為 $2，此列的總額以此匯率計算正確：金額無誤'],
  ['the rate of (\\S+) is (\\S+)', '$1 的匯率為 $2'],
  // Reconciliation lines against the rows.
  ['the daily rows add up to (.+), which makes (.+?): (.+)', ([sum, computed, why], say) => `每日資料列合計 ${sum}，應為 ${computed}：${say(why)}`],
  ['the daily rows add up to (.+), which makes (.+)', '每日資料列合計 $1，應為 $2'],
  ['its price and quantity make (.+), which makes (.+?): (.+)', ([charge, computed, why], say) => `其價格與數量得出 ${charge}，應為 ${computed}：${say(why)}`],
  ['an Azure credit pays (.+) of the daily rows, and the reconciliation file has no credit', 'Azure 信用額度支付每日資料列中的 $1，而對帳檔案沒有信用額度'],
  ['an Azure credit pays (.+) of the daily rows, which makes (.+)', 'Azure 信用額度支付每日資料列中的 $1，應為 $2'],
  ['it is rounded down before and after the exchange', '在換匯前後都無條件捨去'],
  ['it is rounded to the nearest, not down', '採四捨五入，而非無條件捨去'],
  ['it is rounded once, after the exchange, and not before it as well', '只在換匯後捨入一次，換匯前沒有捨入'],
  ['it has more decimals than the currency', '小數位數多於該貨幣的小數位數'],
  ["it is exchanged at another rate than the month's", '以不同於當月的匯率換算'],
  ["its rate is not the month's", '其匯率不是當月匯率'],
  ['the daily rows do not make it', '與每日資料列不符'],
  ['it bills (.+) units more than the daily rows have', '計費比每日資料列多 $1 單位'],
  ['the daily rows have (.+) units more, which are not billed yet', '每日資料列多 $1 單位，尚未計費'],
  ['the daily rows have (.+) units more than it bills', '每日資料列比計費多 $1 單位'],
  ['the daily file has no usage of this plan, product, SKU and availability', '每日檔案沒有此方案、產品、SKU 與可用性的使用量'],
  ['the reconciliation file has no line of this plan, product, SKU and availability', '對帳檔案沒有此方案、產品、SKU 與可用性的明細'],
  // Two downloads of one month.
  ['the total was (.+) and is (.+) for the same quantity: the price or its partner earned credit moved', '相同數量的總額由 $1 變為 $2：價格或其合作夥伴所獲得信用點數有變動'],
  ['the quantity was (.+) and is (.+)', '數量由 $1 變為 $2'],
  ['the new download does not have it any more', '新下載的檔案中已沒有此項'],
  ['(.+) for the same charge: the exchange rate moved', ([billed], say) => `相同費用${billed.split(', ').map(say).join('、')}：匯率有變動`],
  ['(\\S+) (\\S+) was billed and is (\\S+) (\\S+)', '由 $1 $2 變為 $3 $4'],
  ['it came late: the old download had this day already', '延遲出現：舊檔案已有這一天'],
  ['it is of a day that the old download did not have', '屬於舊檔案沒有的日期'],
]
