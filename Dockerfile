# No compiler needed: better-sqlite3 and the canvas ship their binaries.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY tools/node/package.json ./tools/node/
COPY packages/intercom-sandbox/package.json ./packages/intercom-sandbox/
COPY packages/slack-sandbox/package.json ./packages/slack-sandbox/
# Without install scripts, because "prepare" would build before the sources are copied.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json rolldown.config.ts ./
COPY tools/bundle ./tools/bundle
COPY src ./src
# The image keeps no development dependencies, not even the project's own Node: it has Node 24.
RUN npm run build && npm prune --workspaces=false --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
WORKDIR /app
# A published port is reached from outside the container.
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    DATABASE_URL=file:/data/incidents.db
COPY package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY migrations ./migrations
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# As `npm start`; the option keeps the memory for young objects at 16 MiB, which V8 lets grow to 64.
CMD ["node", "--max-semi-space-size=8", "dist/main.js"]
