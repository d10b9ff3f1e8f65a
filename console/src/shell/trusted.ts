// The page takes no string as HTML. React sets the content of Mantine's own `<style>` elements as
// such, and that alone passes: words without a tag, which can only become text.

interface Rules {
  createHTML: (text: string) => string
}

const factory = (
  globalThis as { trustedTypes?: { createPolicy: (name: string, rules: Rules) => unknown } }
).trustedTypes

factory?.createPolicy('default', {
  createHTML: (text) => {
    if (text.includes('<')) throw new TypeError('the console shows no HTML that it is given')
    return text
  },
})

// What keeps the page still behind an overlay writes a style of its own; it asks for the nonce of the
// page by this name.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
Object.assign(globalThis, { __webpack_nonce__: nonce })
