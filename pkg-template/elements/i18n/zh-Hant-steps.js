// Sentences of the core's steps in Traditional Chinese. The list of sentences is closed: a test holds every step that the
// goldens and the samples have against it. What is not in it stays as it is, in English.

const N = '(-?[\\d.]+)'

/** Why a line earns no PEC (`PecReason` of the core). @type {Record<string, string>} */
const REASONS = {
  'reservations earn no partner earned credit': '保留沒有合作夥伴所獲得信用點數',
  'usage covered by a savings plan earns no partner earned credit': '節省方案涵蓋的使用量沒有合作夥伴所獲得信用點數',
  'Spot virtual machines earn no partner earned credit': 'Spot 虛擬機器沒有合作夥伴所獲得信用點數',
  'third-party products earn no partner earned credit': '第三方產品沒有合作夥伴所獲得信用點數',
  'Marketplace products earn no partner earned credit': '市集產品沒有合作夥伴所獲得信用點數',
  'Microsoft Azure (0145P) earns no partner earned credit': 'Microsoft Azure (0145P) 沒有合作夥伴所獲得信用點數',
  "the product is not on the Azure plan's consumption price list": '產品不在 Azure 方案的使用量價目表中',
  'usage paid by Azure credit earns no partner earned credit': '以 Azure 點數支付的使用量沒有合作夥伴所獲得信用點數',
  'Microsoft does not bill this partner, so another one earns': 'Microsoft 不向此合作夥伴計費，由其他合作夥伴獲得',
  'the partner has no active partner program agreement': '合作夥伴沒有有效的合作夥伴計畫合約',
  'the partner had no eligible access for the whole day': '合作夥伴沒有涵蓋整日的合格存取權',
  'earns partner earned credit': '獲得合作夥伴所獲得信用點數',
}

/** @param {string} sentence */
const reason = (sentence) => REASONS[sentence] ?? sentence

/** Sentences, the longer of two that both fit first. @type {[RegExp, string | ((...parts: string[]) => string)][]} */
const SENTENCES = /** @type {[string, any][]} */ ([
  [`quantity used in the month: ${N} of (.+)`, '當月使用量：$1 × $2'],
  [`price of (.*): ${N} for (.+)`, '$1 的價格：每 $3 $2'],
  [`retail amount: ${N}, unrounded`, '零售金額：$1，未捨入'],
  [`partner earned credit: ${N} x ${N} = ${N}`, '合作夥伴所獲得信用點數：$1 × $2 = $3'],
  ['partner earned credit: none, (.+)', (/** @type {string} */ _, /** @type {string} */ why) => `合作夥伴所獲得信用點數：無，${reason(why)}`],
  [`partner earned credit of the lines that earn: ${N}`, '獲得各行的合作夥伴所獲得信用點數：$1'],
  [`after partner earned credit: ${N} - ${N} = ${N}`, '扣除合作夥伴所獲得信用點數後：$1 − $2 = $3'],
  ['(ROUND\\w*\\(.+\\) = .+)', '$1'],
  [`effective unit price: (\\S+) / ${N} = ${N} to 15 significant digits`, '有效單價：$1 ÷ $2 = $3，15 位有效數字'],
  [`lines of one meter are billed together: ${N} - ${N} of the lines before = ${N}`, '同一計量的各行一起計費：$1 − 前面各行的 $2 = $3'],
  [`markup: ${N} x ${N} = ${N}`, '加成：$1 × $2 = $3'],
  [`discount: ${N} x ${N} = ${N}`, '折扣：$1 × $2 = $3'],
  [`to the nearest minor unit: ${N}`, '四捨五入至最小貨幣單位：$1'],
  [`price of the whole term, although the unit says \`(.*)\`: ${N}`, '整個期間的價格，儘管單位寫的是「$1」：$2'],
  [`${N} x ${N} / (\\d+) months = ${N}`, '$1 × $2 ÷ $3 個月 = $4'],
  [`committed each hour, used or not: ${N} x ${N} = ${N}; x ${N} hours = ${N}`, '每小時的承諾，無論是否使用：$1 × $2 = $3；× $4 小時 = $5'],
  [`use together: ${N}`, '使用量合計：$1'],
  [`the customer pays ${N} x ${N} = ${N}`, '客戶支付 $1 × $2 = $3'],
  [`PEC: ${N} of what is used as you go = ${N}`, 'PEC：隨用隨付使用量的 $1 = $2'],
  [`(.+); its software earns ${N}`, (/** @type {string} */ _, /** @type {string} */ why, /** @type {string} */ pec) => `${reason(why)}；其軟體獲得 ${pec}`],
  [`the partner pays ${N} - ${N} = ${N}`, '合作夥伴支付 $1 − $2 = $3'],
  [`for the customer: ${N} a month at ${N} are ${N} hours in the term, ${N} %`, '對客戶：每月 $1，以 $2 計，為整個期間的 $3 小時，$4%'],
  [`for the partner, after PEC: ${N} a month at ${N} are ${N} hours in the term, ${N} %`, '對合作夥伴（扣除 PEC）：每月 $1，以 $2 計，為整個期間的 $3 小時，$4%'],
  [`for the customer: ${N} a month at ${N} is ${N} % of the quantity`, '對客戶：每月 $1，以 $2 計，為數量的 $3%'],
  [`for the partner, after PEC: ${N} a month at ${N} is ${N} % of the quantity`, '對合作夥伴（扣除 PEC）：每月 $1，以 $2 計，為數量的 $3%'],
  [`${N} at ${N} is ${N}`, '$1 × $2 = $3'],
  ...Object.entries(REASONS).map(([english, chinese]) => [english.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), chinese]),
]).map(([pattern, said]) => [new RegExp(`^${pattern}$`), said])

/**
 * A sentence of the core in Traditional Chinese; null where the list does not have it.
 * @param {string} sentence
 * @returns {string | null}
 */
export function stepInChinese(sentence) {
  for (const [pattern, said] of SENTENCES) {
    if (pattern.test(sentence)) return sentence.replace(pattern, /** @type {any} */ (said))
  }
  return null
}
