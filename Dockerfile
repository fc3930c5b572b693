# syntax=docker/dockerfile:1
# The bot as an image: docs/deployment.md. Compilers stay in the first stage; the model comes with the image, the
# seeds do not.
ARG NODE_VERSION=24

FROM node:${NODE_VERSION}-trixie AS build
WORKDIR /app
COPY package.json package-lock.json ./
# better-sqlite3 and hnswlib-node are compiled here.
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:${NODE_VERSION}-trixie-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY package.json LICENSE ./
COPY embeddings/model embeddings/model
COPY commands commands
COPY eval eval
COPY src src
# What is mounted here belongs to whoever runs in the image; a named volume takes its owner from it.
RUN install -d -o node -g node embeddings/index seeds
# node, by its number: so that an engine can tell that it is not root.
USER 1000:1000
# A container's loopback is its own: what scrapes metrics, or probes from outside, needs the other address.
ENV HTTP_PORT=9464 HTTP_HOST=0.0.0.0
HEALTHCHECK --interval=30s --timeout=10s --start-period=5m --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.HTTP_PORT + '/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--import", "./src/typescript.mjs", "src/main.ts", "start"]
