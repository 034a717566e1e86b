/** Words of a quote, in the languages of the page. @type {Record<'en' | 'zh-Hant', Record<string, string>>} */
export const words = {
  en: {
    quote: 'Quote', group: 'Group', title: 'Item', region: 'Region', quantity: 'Quantity', hours: 'Hours, each', unit: 'Unit', charge: 'Charged', customer: 'Price', currency: 'Currency', note: 'Note',
    list: 'List price', markup: 'Markup', discount: 'Discount', partnerCost: 'Microsoft bills', pec: 'PEC', margin: 'Margin', productId: 'ProductId', skuId: 'SkuId',
    monthly: 'monthly', oneTime: 'once', totalMonthly: 'A month', totalOneTime: 'Once', tax: 'Tax', withTax: 'With tax', noTax: 'before tax',
    none: 'No price', incomplete: 'Incomplete, {count} unpriced: the totals are without these lines.', noTotal: 'No total: no line has a price.', lines: 'Lines', basis: 'Basis',
    prices: 'Prices of', market: 'Market', exchange: 'Exchange rate', pecRate: 'PEC rate', taxRate: 'Tax rate', engine: 'azplan', warnings: 'To look at', partnerOnly: 'For the partner: with cost and margin', name: 'Name', value: 'Value',
    'warning.incomplete': '', 'warning.unpriced': '', 'warning.oneTime': 'Reservations are charged once for the whole term and summed apart.', 'warning.sample': 'This is the sample estimate.', 'warning.empty': 'The estimate has no lines.',
    'warning.belowCost': 'Sold below what Microsoft bills:', 'warning.pecAssumed': 'Partner earned credit is counted as if there were access on every day.',
  },
  'zh-Hant': {
    quote: '報價', group: '群組', title: '項目', region: '區域', quantity: '數量', hours: '每個的時數', unit: '單位', charge: '收費', customer: '價格', currency: '貨幣', note: '備註',
    list: '牌價', markup: '加成', discount: '折扣', partnerCost: 'Microsoft 計費', pec: 'PEC', margin: '毛利', productId: 'ProductId', skuId: 'SkuId',
    monthly: '每月', oneTime: '一次', totalMonthly: '每月', totalOneTime: '一次性', tax: '稅金', withTax: '含稅', noTax: '未稅',
    none: '沒有價格', incomplete: '不完整，{count} 項沒有價格：總計不含這些項目。', noTotal: '沒有總計：沒有任何項目有價格。', lines: '明細', basis: '依據',
    prices: '價格日期', market: '市場', exchange: '匯率', pecRate: 'PEC 比率', taxRate: '稅率', engine: 'azplan', warnings: '請注意', partnerOnly: '供合作夥伴使用：含成本與毛利', name: '名稱', value: '值',
    'warning.incomplete': '', 'warning.unpriced': '', 'warning.oneTime': '保留以整個期限一次收費，另行加總。', 'warning.sample': '這是範例估算。', 'warning.empty': '估算沒有任何項目。',
    'warning.belowCost': '售價低於 Microsoft 計費：', 'warning.pecAssumed': '合作夥伴所獲得信用點數以每日皆有存取權計算。',
  },
}
