import type {
  ApplyAnswer,
  ApplyRequest,
  BillAnswer,
  BillRequest,
  CheckAnswer,
  CheckRequest,
  CommitmentAnswer,
  CommitmentRequest,
  CreditBalance,
  DailyRequest,
  Decimal,
  DiffAnswer,
  DiffRequest,
  ErrorCode,
  EstimateAnswer,
  EstimateRequest,
  ExchangeRateSheet,
  ExplainAnswer,
  ExplainRequest,
  FileForm,
  HistoryAnswer,
  Language,
  LossesAnswer,
  LossesRequest,
  MarketsAnswer,
  OffersAnswer,
  OffersRequest,
  PlanAnswer,
  PlanFacts,
  PriceAnswer,
  PriceListInfo,
  PriceRequest,
  PurchaseAnswer,
  PurchaseRequest,
  QuoteAnswer,
  QuoteDiffAnswer,
  QuoteDiffRequest,
  QuoteRequest,
  RateAnswer,
  ReconInfo,
  ReferenceRequest,
  ReservationAnswer,
  ReservationRequest,
  RoleAnswer,
  ScenariosAnswer,
  ScenariosRequest,
  SearchAnswer,
  SearchRequest,
  TreeAnswer,
  TreeRequest,
  UsageDiffAnswer,
  UsageDiffRequest,
  UsageInfo,
  VerifyAnswer,
  VerifyProgress,
  VerifyRequest,
} from './contract.js';
import type { Input } from './files.js';

export * from './contract.js';
export type { Input } from './files.js';

/** Codes of errors that come from around the core: loading, workers, handles. */
export type HostErrorCode =
  | 'handle.closed'
  | 'internal.trap'
  | 'load.csp'
  | 'load.failed'
  | 'worker.failed';

/** What every call throws or rejects with where the question could not be answered; `name` is `AzplanError`. */
export interface AzplanError extends Error {
  name: 'AzplanError';
  code: ErrorCode | HostErrorCode;
  /** Where: a path into the request such as `lines[2].quantity`, or a column; absent where there is no place. */
  at?: string;
  /** What to do about it. */
  help: string;
}

/** Tells an error of azplan from any other. */
export function isAzplanError(error: unknown): error is AzplanError;

export interface Progress {
  /** Bytes of the input taken so far, as they came (compressed, where the file is). */
  bytes: number;
  /** Bytes of the whole input; null where it does not say. */
  total: number | null;
  /** Rows read so far. */
  rows: number;
}

export interface ReadOptions extends FileForm {
  /** Stops the reading; the promise rejects with the signal's reason, and nothing is left behind. */
  signal?: AbortSignal;
  /** Called several times a second, and once at the end. */
  onProgress?: (progress: Progress) => void;
  /** Bytes that archives of the input may unpack to; more is `file.tooLarge`. Default 16 GiB, and 250 times their size. */
  maxUnpacked?: number;
  /** Told the name of each entry of a zip that stands beside the data and is not read: a readme, a manifest. */
  onLeftOut?: (name: string) => void;
}

export interface VerifyOptions {
  /** Stops the verification; the promise rejects with the signal's reason, and nothing is left behind. */
  signal?: AbortSignal;
  /** Called several times a second, and once at the end. */
  onProgress?: (progress: VerifyProgress) => void;
}

/** A price list in the core's memory. Free it when it is no longer needed. */
export interface PriceList {
  info(): PriceListInfo;
  /**
   * Has the prices of a list in another currency in US dollars from now on: times `USDPerUnit`, without rounding. Before it is used.
   * Throws an `AzplanError` (`input.invalid`) for a list in US dollars, or a rate by which it can't be exchanged.
   */
  exchange(usdPerUnit: Decimal): void;
  search(request?: SearchRequest): SearchAnswer;
  /** One price, its tiers and what a quantity costs; in another currency as well, for reference. */
  price(request: ReferenceRequest): PriceAnswer;
  /** A price over time, as this list knows it. */
  history(request: PriceRequest): HistoryAnswer;
  estimate(request: EstimateRequest): EstimateAnswer;
  /** A quote of a saved estimate, for the partner or for the customer. */
  quote(request: QuoteRequest): QuoteAnswer;
  /** Two quotes side by side: what differs, line by line and in sum. */
  quoteDiff(request: QuoteDiffRequest): QuoteDiffAnswer;
  /** The ways to pay for one workload: what the customer pays, what the partner pays Microsoft and keeps. */
  comparePurchase(request: PurchaseRequest): PurchaseAnswer;
  /** How many to reserve and how much to commit for one workload, by its use hour by hour. */
  bestCommitment(request: CommitmentRequest): CommitmentAnswer;
  free(): void;
}

/** Usage in the core's memory. Free it when it is no longer needed. */
export interface Usage {
  info(): UsageInfo;
  free(): void;
}

/** A reconciliation file in the core's memory. Free it when it is no longer needed. */
export interface Recon {
  info(): ReconInfo;
  free(): void;
}

/** What is verified: a daily rated usage file, against a price list and a reconciliation file where there are any. */
export interface Verified<Lists, Usages, Recons> {
  usage: Usages;
  prices?: Lists | null;
  recon?: Recons | null;
}

/** The loaded core. */
export interface Azplan {
  /** Version of the package and the core. */
  readonly version: string;
  /** Reads a price list: one file, or several of the same list. */
  readPriceList(input: Input, options?: ReadOptions): Promise<PriceList>;
  /** Reads usage: one file, or several that are rated together. */
  readUsage(input: Input, options?: ReadOptions): Promise<Usage>;
  readExchangeRates(input: Input, options?: ReadOptions): Promise<ExchangeRateSheet>;
  /** The balance report of Azure credit offers: what each month used. */
  readCreditBalance(input: Input, options?: ReadOptions): Promise<CreditBalance>;
  /** The list as one block of bytes, to be kept (in IndexedDB, in a file) and opened again. */
  savePriceList(list: PriceList): Uint8Array<ArrayBuffer>;
  /** Opens what `savePriceList` answered. Throws `saved.damaged` or `saved.otherVersion`: then read the files again. */
  openPriceList(block: Uint8Array): PriceList;
  /** What changed from one list to another and, where usage is given, what that does to it. */
  diff(oldList: PriceList, newList: PriceList, usage?: Usage | null, request?: DiffRequest): DiffAnswer;
  /** Does an Azure role earn partner earned credit? */
  pecRole(name: string): RoleAnswer;
  /** The offers of the programme side by side, in the edition of 2020 or 2023. */
  compareOffers(request?: OffersRequest): OffersAnswer;
  /** Which benefit pays for what in an hour: reservations, then savings plans, then pay as you go. */
  applyCommitments(request: ApplyRequest): ApplyAnswer;
  /** What becomes of a reservation that was bought: cost by day, refund, exchange, trade-in. */
  heldReservation(request: ReservationRequest): ReservationAnswer;
  /** Markets by code or name, all without one: CSP region, billing currency, reservations. */
  markets(asked?: string, language?: Language): MarketsAnswer;
  /** Which days earn partner earned credit by access, and why not. */
  pecCheck(request: CheckRequest): CheckAnswer;
  /** May a customer buy, move to, transfer or cancel, and what happens then? Each rule with its reason, source and what to do next. */
  planCheck(facts: PlanFacts): PlanAnswer;
  /** What partner earned credit an estimate will bring, under one access and under another. */
  pecScenarios(list: PriceList, request: ScenariosRequest): ScenariosAnswer;
  /** Partner earned credit that a billed file shows as not earned; a price list makes sure of products and tiers. */
  pecLosses(files: { usage: Usage; prices?: PriceList | null }, request?: LossesRequest): LossesAnswer;
  /** Reads the reconciliation file of an invoice. */
  readRecon(input: Input, options?: ReadOptions): Promise<Recon>;
  /** Is the bill right, line by line? */
  verify(files: Verified<PriceList, Usage, Recon>, request?: VerifyRequest): VerifyAnswer;
  /** The same, told how far it is and stopped where a signal says so. */
  verifyInSteps(files: Verified<PriceList, Usage, Recon>, request?: VerifyRequest, options?: VerifyOptions): Promise<VerifyAnswer>;
  /** The daily rated lines; their totals as a daily file prints them, where that is asked. */
  rate(list: PriceList, usage: Usage, request?: DailyRequest): RateAnswer;
  bill(list: PriceList, usage: Usage, request?: BillRequest): BillAnswer;
  /** The usage of a month as a tree, with totals at each level. */
  tree(list: PriceList, usage: Usage, request?: TreeRequest): TreeAnswer;
  /** What changed between two downloads of one month's usage. */
  usageDiff(before: Usage, after: Usage, request?: UsageDiffRequest): UsageDiffAnswer;
  /** How a figure of a bill came about: a line, a credit, a figure of the invoice, a rated row, a node of the tree. */
  explain(list: PriceList, usage: Usage, request: ExplainRequest): ExplainAnswer;
}

/** Where the WebAssembly module comes from. */
export type CoreSource = URL | string | Response | BufferSource | WebAssembly.Module;

/**
 * Loads the core. Without a source it is the module beside this file: fetched in a browser, read from disk in Node.
 * Later calls give the same core, whatever their source; a failed load may be tried again.
 */
export function load(source?: CoreSource | Promise<CoreSource>): Promise<Azplan>;
