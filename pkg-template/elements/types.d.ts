import type {
  AccessFacts, BillAnswer, BillRequest, CommitmentAnswer, CommitmentRequest, CurrencyCode, Decimal, Diagnostic, DiffAnswer, DiffRequest, EstimateAnswer, EstimateRequest,
  ExchangeRate, ExchangeRateSheet, ExplainAnswer, ExplainRequest, FileFacts, FileForm, HistoryAnswer, IsoDay, Language, LossesAnswer, LossesRequest,
  MarketsAnswer, OffersAnswer, OffersRequest, PlanAnswer, PlanFacts, PriceAnswer, PriceListInfo, PriceRequest, PriceType,
  PurchaseAnswer, PurchaseRequest, QuoteAnswer, QuoteDiffAnswer, QuoteDiffRequest, QuoteRequest, QuoteTerms, ReconInfo, ScenariosAnswer, ScenariosRequest, SearchAnswer, SearchRequest, Step, TreeAnswer,
  TreeRequest, UsageDiffAnswer, UsageDiffRequest, UsageInfo, VerifyAnswer, VerifyProgress, VerifyRequest,
} from '../../src/wasm/contract.js'

export type * from '../../src/wasm/contract.js'

/** A bill of one invoice: the page asks for one currency. */
export type InvoicedBill = BillAnswer & { invoice: import('../../src/wasm/contract.js').Invoice }

/** What an engine reads: files as the browser or the caller holds them. */
export type EngineInput = Blob | Uint8Array | (Blob | Uint8Array)[]

/** How far a long call has come. */
export interface Progress {
  /** Bytes of the input taken so far. */
  bytes: number
  /** All bytes; null where the input does not say. */
  total: number | null
  rows: number
}

export interface CallOptions extends FileForm {
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
  /** Told the name of each entry of a zip that stands beside the data and is not read. */
  onLeftOut?: (name: string) => void
}

/** The engine that the elements talk to; both engines of the package are one. */
export interface Engine {
  openPriceList(input: EngineInput, options?: CallOptions): Promise<{ id: string; info: PriceListInfo }>
  openUsage(input: EngineInput, options?: CallOptions): Promise<{ id: string; info: UsageInfo }>
  openRecon(input: EngineInput, options?: CallOptions): Promise<{ id: string; info: ReconInfo }>
  readExchangeRates(input: EngineInput, options?: CallOptions): Promise<ExchangeRateSheet>
  search(listId: string, request: SearchRequest, options?: CallOptions): Promise<SearchAnswer>
  price(listId: string, request: PriceRequest, options?: CallOptions): Promise<PriceAnswer>
  history(listId: string, request: PriceRequest, options?: CallOptions): Promise<HistoryAnswer>
  diff(oldId: string, newId: string, usageId?: string | null, request?: DiffRequest, options?: CallOptions): Promise<DiffAnswer>
  quote(listId: string, request: QuoteRequest, options?: CallOptions): Promise<QuoteAnswer>
  quoteDiff(listId: string, request: QuoteDiffRequest, options?: CallOptions): Promise<QuoteDiffAnswer>
  estimate(listId: string, request: EstimateRequest, options?: CallOptions): Promise<EstimateAnswer>
  comparePurchase(listId: string, request: PurchaseRequest, options?: CallOptions): Promise<PurchaseAnswer>
  bestCommitment(listId: string, request: CommitmentRequest, options?: CallOptions): Promise<CommitmentAnswer>
  compareOffers(request?: OffersRequest, options?: CallOptions): Promise<OffersAnswer>
  markets(asked?: string, language?: Language, options?: CallOptions): Promise<MarketsAnswer>
  bill(listId: string, usageId: string, request: BillRequest, options?: CallOptions): Promise<BillAnswer>
  tree(listId: string, usageId: string, request?: TreeRequest): Promise<TreeAnswer>
  verify(files: { usage: string; prices?: string | null; recon?: string | null }, request?: VerifyRequest, options?: { signal?: AbortSignal; onProgress?: (progress: VerifyProgress) => void }): Promise<VerifyAnswer>
  usageDiff(beforeId: string, afterId: string, request?: UsageDiffRequest): Promise<UsageDiffAnswer>
  explain(listId: string, usageId: string, request: ExplainRequest, options?: CallOptions): Promise<ExplainAnswer>
  planCheck(facts: PlanFacts, options?: CallOptions): Promise<PlanAnswer>
  pecLosses(files: { usage: string; prices?: string | null }, request?: LossesRequest, options?: CallOptions): Promise<LossesAnswer>
  pecScenarios(listId: string, request: ScenariosRequest, options?: CallOptions): Promise<ScenariosAnswer>
  close(id: string): Promise<unknown> | void
}

/** Who looks at the page: a customer never sees PEC or what Microsoft bills. */
export type Audience = 'partner' | 'customer'

/** A price list that is open in the engine. */
export interface OpenList {
  id: string
  info: PriceListInfo
  /** File name, or the name of the sample. */
  name: string
  sample: boolean
}

/** A usage file that is open in the engine. */
export interface OpenUsage {
  id: string
  info: UsageInfo
  name: string
  sample: boolean
}

/** A reconciliation file that is open in the engine. */
export interface OpenRecon {
  id: string
  info: ReconInfo
  name: string
}

/** What a sheet of exchange rates had to say: how it was understood, and the rows that could not be used. */
export interface OpenRates {
  info: FileFacts & { diagnostics: Diagnostic[]; diagnosticsTotal: number }
  name: string
}

/** Who may manage what, when, and the file that says it. */
export interface OpenAccess {
  name: string
  facts: AccessFacts
}

/** How money is billed. */
export interface Settings {
  currency: CurrencyCode
  exchangeRates: ExchangeRate[]
  pecRate: Decimal
}

/** A line that the person put on the estimate. */
export interface DocumentLine {
  id: string
  group: string
  /** What the line was called when it was added: shown when the open list does not know it. */
  title: string
  unitOfMeasure: string
  productId: string
  skuId: string
  meterId?: string
  region?: string
  type?: PriceType
  term?: string
  quantity: Decimal
  /** Hours a month, `calendar` for all hours of the priced month, or absent where the unit counts no hours. */
  hours?: string
  /** In place of the estimate's. */
  markup?: Decimal
  discount?: Decimal
}

/** The estimate as a person edits and keeps it; it holds no figure that the engine computed. */
export interface EstimateDocument {
  id: string
  name: string
  sample: boolean
  /** What the partner adds to and takes from list prices, as fractions. */
  terms?: QuoteTerms
  lines: DocumentLine[]
}

/** What an explanation panel shows. */
export interface Explanation {
  title: string
  value: Decimal
  unit: string
  /** Where the steps are not at hand, how to get them. */
  steps: Step[] | (() => Promise<Step[]>)
  audience?: Audience
}

/** The state of the prices view that the address holds. */
export interface PriceQuery {
  text?: string
  service?: string
  region?: string
  type?: PriceType
  unit?: string
  term?: string
}

/** Messages by key; a function where words depend on what goes in. */
export type Messages = Record<string, string | ((values: Record<string, any>) => string)>

export type { BillAnswer, IsoDay }
