// MapLibre's worker is a module of its own and must be named, or it is asked for at a path that the
// build never wrote.
import { setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'

interface Policy {
  createScriptURL(text: string): object
}

interface Factory {
  createPolicy(name: string, rules: { createScriptURL: (text: string) => string }): Policy
}

/** Names the worker's file, as a URL that the page's Trusted Types policy vouches for. */
function name() {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
  if (!factory) return setWorkerUrl(workerUrl)
  const policy = factory.createPolicy('outrider', {
    createScriptURL: (text) => {
      if (text !== workerUrl) throw new TypeError('only the worker of the map is let in')
      return text
    },
  })
  const trusted = policy.createScriptURL(workerUrl)
  // The library asks the URL what a string is asked before it hands it to the browser, who wants the
  // trusted object itself and no copy.
  Object.assign(trusted, {
    endsWith: (end: string) => workerUrl.endsWith(end),
    split: (by: string | RegExp) => workerUrl.split(by),
  })
  setWorkerUrl(trusted as unknown as string)
}

name()
