// Shows the server's description of itself. Nothing is asked of any other server.
window.addEventListener('load', () => {
  window.SwaggerUIBundle({
    url: '/v1/openapi.json',
    dom_id: '#reference',
    deepLinking: true,
    docExpansion: 'none',
    defaultModelsExpandDepth: 0,
    tagsSorter: 'alpha',
    supportedSubmitMethods: ['get'],
    validatorUrl: null,
  })
})
