# docker build -t socklint . && docker run --rm -v "$PWD:/src:ro" socklint
FROM node:22-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:22-slim
# git: for --since, --changed and --staged. A mounted folder belongs to somebody else than the user in here.
RUN apt-get update \
  && apt-get install -y --no-install-recommends git \
  && rm -rf /var/lib/apt/lists/* \
  && git config --system --add safe.directory '*'
COPY --from=build /build/dist/cli.js /build/dist/worker.js /build/dist/pages.js /build/dist/server.js /opt/socklint/
COPY --from=build /build/dist/web-tree-sitter.wasm /build/dist/tree-sitter-c.wasm /build/dist/tree-sitter-cpp.wasm /opt/socklint/
COPY --from=build /build/dist/THIRD-PARTY-NOTICES.txt /build/LICENSE /opt/socklint/
RUN ln -s /opt/socklint/cli.js /usr/local/bin/socklint
USER node
WORKDIR /src
ENTRYPOINT ["socklint"]
