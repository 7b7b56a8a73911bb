import { isElevated } from './is-elevated.ts';
import { LiveRegistry, type LiveRegistryOptions } from './live-registry.ts';
import { regTool } from './reg-tool.ts';

/** Longest time of one run of reg.exe; the largest key that is exported takes a slow machine some seconds. */
const defaultTimeoutMs = 60_000;

/** What the caller decides about {@link openLiveRegistry}. */
export type OpenLiveRegistryOptions = Pick<
  LiveRegistryOptions,
  'onGap' | 'offlineUser' | 'offlineClasses' | 'signal' | 'limits'
> & {
  readonly timeoutMs?: number;
};

/** The registry of the Windows that this process runs on. Nothing is started until a key is asked for. */
export function openLiveRegistry({
  timeoutMs = defaultTimeoutMs,
  ...options
}: OpenLiveRegistryOptions): LiveRegistry {
  const environment = process.env;
  return new LiveRegistry({
    ...options,
    environment,
    privileged: isElevated(environment),
    tool: regTool({ environment, timeoutMs }),
  });
}
