// Price lists are in English. These are the words that Microsoft's own pages in Traditional Chinese (Taiwan) use for
// what the lists name in English; regions by their Azure names. As of 2026-11.

/** @type {Record<string, string>} */
const WORDS = {
  虛擬機器: 'virtual machines', 虛擬機: 'virtual machines', 擴展集: 'scale sets', 專用主機: 'dedicated host', 執行個體: 'instance',
  儲存體: 'storage', 儲存: 'storage', 磁碟: 'disks', 受控磁碟: 'managed disks', 快照集: 'snapshots', 備份: 'backup', 檔案: 'files', 佇列: 'queue', 資料表: 'tables', 封存: 'archive',
  資料庫: 'database', 資料倉儲: 'data warehouse', 快取: 'cache', 資料湖: 'data lake', 資料處理站: 'data factory',
  頻寬: 'bandwidth', 資料傳輸: 'data transfer', 傳出: 'out', 網路: 'network', 虛擬網路: 'virtual network', 負載平衡器: 'load balancer', 防火牆: 'firewall', 應用程式閘道: 'application gateway',
  閘道: 'gateway', 流量管理員: 'traffic manager', 內容傳遞網路: 'content delivery', 私人連結: 'private link', 公用: 'public', 位址: 'address', 網域: 'dns',
  應用程式服務: 'app service', 應用服務: 'app service', 函式: 'functions', 函數: 'functions', 容器: 'container', 登錄: 'registry', 邏輯應用程式: 'logic apps', 靜態: 'static', 服務匯流排: 'service bus', 事件中樞: 'event hubs', 事件方格: 'event grid', 通知中樞: 'notification hubs',
  監視器: 'monitor', 監視: 'monitor', 記錄: 'logs', 記錄分析: 'log analytics', 金鑰保存庫: 'key vault', 金鑰: 'key', 安全性: 'security', 哨兵: 'sentinel',
  認知服務: 'cognitive services', 機器學習: 'machine learning', 語音: 'speech', 翻譯: 'translator', 電腦視覺: 'computer vision', 搜尋: 'search',
  物聯網: 'iot', 虛擬桌面: 'virtual desktop', 授權: 'license', 保留: 'reservation', 標準: 'standard', 進階: 'premium', 基本: 'basic', 經常性: 'hot', 非經常性: 'cool', 小時: 'hour', 每月: 'month',
  東亞: 'eastasia', 東南亞: 'southeastasia', 日本東部: 'japaneast', 日本西部: 'japanwest', 韓國中部: 'koreacentral', 西歐: 'westeurope', 北歐: 'northeurope',
  美國東部: 'eastus', 美國西部: 'westus', 美國中部: 'centralus', 英國南部: 'uksouth', 澳大利亞東部: 'australiaeast', 台灣北部: 'taiwannorth', 臺灣北部: 'taiwannorth',
}

const LONGEST_FIRST = Object.keys(WORDS).sort((a, b) => b.length - a.length)
const KNOWN = new RegExp(LONGEST_FIRST.join('|'), 'g')

/**
 * Chinese words of a search as the lists write them; what has no such word stays.
 * @param {string} text
 * @returns {{ text: string, changed: boolean }}
 */
export function expandAliases(text) {
  const written = text.normalize('NFKC').replace(KNOWN, (word) => ` ${WORDS[word]} `).replace(/\s+/g, ' ').trim()
  const changed = KNOWN.test(text)
  KNOWN.lastIndex = 0
  return { text: changed ? written : text, changed }
}
