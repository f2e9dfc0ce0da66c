import { stringify } from 'yaml';
import { clientName } from '../names/client-name.js';
import { wordsOf } from '../names/words.js';
import type { Defaults } from '../config/sdk.js';

/** The document that a new API begins with: one operation, one schema, one credential. `api` is its slug. */
export function starterDocument(api: string, { license }: Pick<Defaults, 'license'>): string {
  const title = api.charAt(0).toUpperCase() + wordsOf(api).join(' ').slice(1);
  return `openapi: 3.1.1
info:
  title: ${scalar(title)}
  version: '1'
  description: What ${title} is for.
  license:
    name: ${scalar(license)}
    identifier: ${scalar(license)}
servers:
  - url: https://${wordsOf(api).join('-')}.example
security:
  - api_token: []
paths:
  /items/{item_id}:
    get:
      operationId: items-get
      summary: Get an item
      description: Gives the item with the given id.
      parameters:
        - name: item_id
          in: path
          required: true
          description: The id of the item.
          schema:
            type: string
          example: a1b2c3
      responses:
        '200':
          description: The item.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/item'
        '404':
          description: There is no such item.
components:
  securitySchemes:
    api_token:
      type: http
      scheme: bearer
      description: The token of an account.
  schemas:
    item:
      type: object
      description: An item.
      required: [id]
      properties:
        id:
          type: string
          description: Its id.
        name:
          type: string
          description: What it is called.
      example:
        id: a1b2c3
        name: First
`;
}

/** The `sdk.yaml` of a new API. With `starter`, of the one that begins with `starterDocument`. */
export function starterSdk(api: string, starter: boolean): string {
  const auth = `auth:
  api_token:
    option: apiToken
    env: ${[...wordsOf(api), 'token'].join('_').toUpperCase()}
`;
  return `# What OpenAPI cannot say of ${api}: names, options, what to leave out.
client: ${scalar(clientName(api))}
${starter ? auth : ''}`;
}

/** In quotes where YAML would read something else than a text, as of `True`. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd();
}
