# syntax=docker/dockerfile:1

# What is needed to build: the compiler, and a C++ one where sqlite3 has no binary for the platform.
FROM node:22-bookworm-slim AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends build-essential python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY tsconfig.json tsconfig.build.json ormconfig.ts ./
COPY src ./src
RUN npm run build \
  && find dist -name '*.map' -delete \
  && find src -name '*.ts' -delete \
  && npm prune --omit=dev

# What runs: the built program, its dependencies, and the files that its pages are made of.
FROM node:22-bookworm-slim
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  DATABASE_URL=sqlite:/data/agent.db
RUN install -d -o node -g node -m 0700 /data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/src/views ./src/views
COPY --from=build /app/src/inspector/page ./src/inspector/page
COPY packaging/healthcheck.mjs ./packaging/
USER node
VOLUME /data
# 8000: dashboard and REST; 8001: the agent role.
EXPOSE 8000 8001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["node", "packaging/healthcheck.mjs"]
# Without a shell or npm between, so that the stop signal reaches the program.
CMD ["node", "--max-semi-space-size=8", "dist/src/main.js"]
