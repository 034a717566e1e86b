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
  // Explanations of bills.
  ['row (\\d+) of the usage: (.+) of (.*) on (\\S+)', '使用量第 $1 列：$4，$2 × $3'],
  [`used before in the month, over all subscriptions of the plan: ${N}`, '本月此前在該方案所有訂用帳戶中已使用：$1'],
  [`price in force on (\\S+): (.+), here ${N} for (.*)`, '$1 的有效價格：$2，此處每 $4 $3'],
  [`units ${N} to ${N} of the month: ${N} at ${N} is ${N}`, '本月第 $1 至 $2 單位：$3 × $4 = $5'],
  [`an Azure credit pays for ${N} units of (\\d+) rows?, before partner earned credit: ${N}`, 'Azure 信用額度先於合作夥伴所獲得信用點數支付 $2 列共 $1 單位：$3'],
  [`an Azure credit pays ${N} for ${N} units, before partner earned credit; the credits have it`, 'Azure 信用額度先於合作夥伴所獲得信用點數，為 $2 單位支付 $1；列於信用額度'],
  [`an Azure credit pays ${N} of it: ${N}`, 'Azure 信用額度支付其中的 $1：$2'],
  [`(\\d+) \`customerCredit\` rows? of the usage, taken over as printed: ${N}`, '使用量中的 $1 列 customerCredit，照所列金額採用：$2'],
  [`(\\d+) parts? below it, added: ${N}`, '其下 $1 個部分相加：$2'],
  [`(\\d+) rated lines?, added: ${N}`, '$1 筆計價明細相加：$2'],
  [`(\\S+) at the month's rate: ${N}`, '$1，以當月匯率計：$2'],
  ['the lines in billing currency, each rounded, added: (\\d+) lines?', '以計費貨幣計算、逐筆捨入後的 $1 筆明細相加'],
  ['the lines in pricing currency, each rounded, added: (\\d+) lines?', '以定價貨幣計算、逐筆捨入後的 $1 筆明細相加'],
  ['the lines above 0, net of partner earned credit, each rounded, added: (\\d+) lines?', '大於 0 的 $1 筆明細（已扣除合作夥伴所獲得信用點數，逐筆捨入）相加'],
  ['the lines below 0, without their sign, added: (\\d+) lines?', '小於 0 的 $1 筆明細，不帶負號，相加'],
  ['the lines before partner earned credit, unrounded, added: (\\d+) lines?', '扣除合作夥伴所獲得信用點數前的 $1 筆明細，未捨入，相加'],
  ['partner earned credit of the lines, unrounded, added: (\\d+) lines?', '$1 筆明細的合作夥伴所獲得信用點數，未捨入，相加'],
  ['Azure credits and customer credits of the usage, without their sign, added: (\\d+) lines?', '使用量中的 Azure 信用額度與客戶信用額度，不帶負號，$1 筆相加'],
  [`what products that earn would have brought, had there been access: ${N}`, '若有存取權，符合資格的產品可獲得：$1'],
  [`credits as stated: ${N}`, '手動輸入的信用額度：$1'],
  [`credits: ${N} refunds \\+ ${N} Azure credit \\+ ${N} customer credits \\+ ${N} stated = ${N}`, '信用額度：退款 $1 + Azure 信用額度 $2 + 客戶信用額度 $3 + 手動輸入 $4 = $5'],
  [`tax as stated: ${N}; it is taken over, never computed`, '手動輸入的稅金：$1；直接採用，不會計算'],
  ['no tax was stated; it is taken over, never computed', '未輸入稅金；稅金直接採用，不會計算'],
  ['billed in (\\w+), as priced', '以 $1 計費，與定價貨幣相同'],
  [`rate of (\\S+): 1 / ${N} = ${N} to 15 significant digits; amounts are divided by ${N}`, '$1 匯率：1 ÷ $2 = $3，15 位有效數字；金額除以 $4'],
  [`rate of (\\S+) that most rows of the usage print: ${N}`, '使用量多數列所列的 $1 匯率：$2'],
  ['invoice of (\\S+), as stated', '發票日期為手動輸入的 $1'],
  ['invoices of (\\S+) are ready by (\\S+) at the latest', '$1 的發票最晚於 $2 提供'],
  ['(\\S+) and (\\d+) days: (\\S+)', '$1 加 $2 天：$3'],
  [`for reference: (\\w+) ${N} / ${N} = ${N} to 6 decimals, halves up`, '僅供參考：$1 $2 ÷ $3 = $4，取 6 位小數，四捨五入'],
  [`for reference: (\\w+) ${N} / ${N} = ${N} to 6 decimals, halves up: not free, only too small for 6 decimals`, '僅供參考：$1 $2 ÷ $3 = $4，取 6 位小數，四捨五入：並非免費，只是小於 6 位小數'],
  [`${N} at these prices: ${N}, unrounded`, '$1 以此價格計：$2，未捨入'],
  [`${N} - ${N} = ${N}`, '$1 − $2 = $3'],
  [`${N} \\+ ${N} = ${N}`, '$1 + $2 = $3'],
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
