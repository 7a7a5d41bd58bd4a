import type { ManagedAnswer, ManagementClient } from "../../client/createManagementClient";
import { isOwnError, type OwnError } from "../../client/errors/errors";
import { busyCodes, isQuotaRefusal } from "../../client/errors/managementCodes";
import { sinceDeletionMs } from "./accountTurn";
import { createLooks, isCutOff, mayPass } from "./looks";

/** What came of asking for a change. */
type Sent =
  | { is: "accepted"; answer?: ManagedAnswer }
  /** The step's time was up before Azure took it; why says what was in the way. */
  | { is: "notTaken"; why: string }
  /** The step's time was up before anything told whether it was taken. */
  | { is: "unknown" };

/** A change of an account, and how to see whether it was taken when its answer is lost. */
interface ChangeCall {
  account: string;
  send(): Promise<ManagedAnswer>;
  wasTaken(): Promise<boolean>;
}

const busySentence =
  /\banother operation\b|\bprovisioning state is not terminal\b|\bin state (?:accepted|creating|updating|deleting)\b/i;

/** True when the account is at something else, which will end. */
const isBusy = ({ status, code = "", sentence = "" }: OwnError): boolean =>
  busyCodes.includes(code) || (status === 409 && busySentence.test(sentence));

const quotaReturnsMs = 60_000;
const quotaPauseMs = 20_000;

/** True where the quota of what this process just deleted may not be back yet. */
const mayBeFreed = (account: string, error: OwnError): boolean =>
  isQuotaRefusal(error) && sinceDeletionMs(account) < quotaReturnsMs;

/** So often is a change sent again that was lost on its way. */
const mostResent = 2;

/** How the next attempt comes about; undefined where the failure is final. */
type Again = { isBusy?: boolean; waitMs?: number | undefined };

const againAfter = (account: string, error: OwnError, pausedForQuota: boolean): Again | undefined => {
  if (isBusy(error)) return { isBusy: true, waitMs: error.retryAfterMs };
  return !pausedForQuota && mayBeFreed(account, error) ? { waitMs: quotaPauseMs } : undefined;
};

/** Asks whether a change was taken whose answer is lost; undefined where that can't be told now. */
const askTaken = async ({ wasTaken }: ChangeCall): Promise<boolean | undefined> => {
  try {
    return await wasTaken();
  } catch (error) {
    if (mayPass(error)) return undefined;
    throw error;
  }
};

/**
 * Sends a change until Azure took it: again while the account is at something else, and after an answer that was lost
 * only when the change was not made.
 * @throws AzureOpenAIError or ConnectionError when Azure refuses it.
 */
export const sendChange = async (client: ManagementClient, change: ChangeCall): Promise<Sent> => {
  const { account, send } = change;
  const nextLook = createLooks(client);
  let resent = 0;
  let pausedForQuota = false;
  if (client.remainingMs() <= 0) return { is: "notTaken", why: "The step's time was up before." };
  for (;;) {
    try {
      return { is: "accepted", answer: await send() };
    } catch (error) {
      if (!isOwnError(error)) throw error;
      const again = againAfter(account, error, pausedForQuota);
      if (again) {
        pausedForQuota ||= !again.isBusy;
        if (await nextLook(again.waitMs)) continue;
        return { is: "notTaken", why: error.message };
      }
      // A refusal for rate is one: nothing was done, and the client has waited as long as there was time.
      if (!mayPass(error) || error.kind === "rateLimited") throw error;
      if (isCutOff(error) || client.remainingMs() <= 0) return { is: "unknown" };
      const isTaken = await askTaken(change);
      if (isTaken) return { is: "accepted" };
      resent += 1;
      if (resent > mostResent) throw error;
      if (!(await nextLook())) return { is: "unknown" };
      if (isTaken === undefined && (await askTaken(change))) return { is: "accepted" };
    }
  }
};
