# syntax=docker/dockerfile:1

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
# "amd64" or "arm64", from the builder: compiled ahead for it, the program starts a third faster.
ARG TARGETARCH
WORKDIR /source

# First what restore needs, so that a change of code does not restore again.
COPY global.json Directory.Build.props Directory.Packages.props CodeMetricsConfig.txt .editorconfig ./
COPY src/Rewards.Domain/Rewards.Domain.csproj src/Rewards.Domain/packages.lock.json src/Rewards.Domain/
COPY src/Rewards.Api/Rewards.Api.csproj src/Rewards.Api/packages.lock.json src/Rewards.Api/
RUN dotnet restore src/Rewards.Api --locked-mode --arch $TARGETARCH

COPY seeds seeds
COPY src src
RUN dotnet publish src/Rewards.Api --configuration Release --no-restore --arch $TARGETARCH --output /app -p:RunAnalyzers=false && mkdir /data

# Chiseled: no shell, no package manager. "extra" brings ICU and tzdata, without which Asia/Shanghai is unknown.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .
COPY --from=build --chown=$APP_UID:$APP_UID /data /data

ENV ASPNETCORE_HTTP_PORTS=8080 \
    ConnectionStrings__Rewards="Data Source=/data/rewards.db"
VOLUME /data
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["dotnet", "Rewards.Api.dll", "health", "--address", "http://localhost:8080"]
ENTRYPOINT ["dotnet", "Rewards.Api.dll"]
