// A shop's API as people write them by hand: YAML, references, two ways to sign in, a circle, a body of files.

export const shopDocument = `
openapi: 3.0.3
info:
  title: Loom shop
  version: 2.4.1
  description: Orders and products.
servers:
  - url: https://{region}.shop.example/v2
    variables:
      region: { default: eu, enum: [eu, us] }
  - url: https://shop.example/sandbox
    description: For tests
security:
  - key: []
  - staff: [orders]
paths:
  /orders:
    get:
      operationId: listOrders
      summary: List orders
      tags: [orders]
      parameters:
        - { name: status, in: query, schema: { type: array, items: { type: string } } }
        - { name: filter, in: query, style: deepObject, schema: { type: object } }
        - { name: X-Trace, in: header, schema: { type: string } }
        - { name: Authorization, in: header, schema: { type: string } }
      responses: { "200": { description: Orders } }
    post:
      operationId: createOrder
      summary: Create an order
      tags: [orders]
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Order" }
      responses: { "201": { description: Made } }
  /orders/{orderId}:
    parameters:
      - $ref: "#/components/parameters/orderId"
    get:
      operationId: getOrder
      summary: Get an order
      tags: [orders]
      responses: { "200": { description: The order } }
    patch:
      operationId: updateOrder
      summary: Change an order
      tags: [orders]
      requestBody:
        content:
          application/merge-patch+json:
            schema:
              type: object
              properties:
                note: { $ref: "#/components/schemas/Note" }
      responses: { "200": { description: The order } }
    delete:
      summary: Cancel an order
      deprecated: true
      responses: { "204": { description: Gone } }
  /products/search:
    get:
      operationId: searchProducts
      description: Searches products by words.
      parameters:
        - { name: q, in: query, required: true, schema: { type: string, minLength: 1 }, description: The words }
        - { name: limit, in: query, schema: { type: integer, default: 20, maximum: 100 } }
      responses: { "200": { description: Products } }
  /products/{sku}/stock:
    put:
      operationId: setStock
      summary: Set what is in stock
      parameters:
        - { name: sku, in: path, required: true, schema: { type: string } }
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [count], properties: { count: { type: integer, minimum: 0 } } }
      responses: { "200": { description: Set } }
  /products/{sku}/image:
    post:
      operationId: uploadImage
      parameters:
        - { name: sku, in: path, required: true, schema: { type: string } }
      requestBody:
        content:
          multipart/form-data:
            schema: { type: object, properties: { file: { type: string, format: binary } } }
      responses: { "200": { description: Stored } }
  /login:
    post:
      operationId: login
      security: []
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, properties: { user: { type: string }, password: { type: string } } }
      responses: { "200": { description: A token } }
  /categories:
    get:
      operationId: listCategories
      security:
        - {}
        - key: []
      responses: { "200": { description: Categories } }
components:
  parameters:
    orderId: { name: orderId, in: path, required: true, schema: { type: string, pattern: "^[0-9]+$" } }
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Api-Key }
    staff:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: https://shop.example/token
          scopes: { orders: Read and write orders }
  schemas:
    Order:
      type: object
      required: [id, lines]
      properties:
        id: { type: string, readOnly: true }
        createdAt: { type: string, format: date-time, readOnly: true }
        lines:
          type: array
          items: { $ref: "#/components/schemas/Line" }
        coupon: { type: string, nullable: true }
    Line:
      type: object
      required: [sku, quantity]
      properties:
        sku: { type: string }
        quantity: { type: integer, minimum: 0, exclusiveMinimum: true }
    Note:
      type: object
      properties:
        text: { type: string }
        replies:
          type: array
          items: { $ref: "#/components/schemas/Note" }
`;
