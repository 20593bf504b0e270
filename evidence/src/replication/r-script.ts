import type { FigureToMatch, Replicable } from './figures.ts';
import { rNumber, rText } from './r-text.ts';

/**
 * The script that makes every headline again from `data.csv`, by base R and the survival package, and prints R's number
 * beside ours. It ends with status 1 where one is apart by more than a millionth.
 */
export function rScript(
  { figures, without }: Replicable,
  study: { readonly name: string; readonly windowDays: number; readonly engine: string },
): string {
  return [
    `# Makes the figures of a study again from the people in data.csv. Run it in its folder: Rscript replicate.R`,
    `# Base R and the package survival; nothing else.`,
    '',
    `study <- ${rText(study.name)}`,
    `engine <- ${rText(study.engine)}`,
    `window <- ${rNumber(study.windowDays)} # days of follow-up`,
    'tolerance <- 1e-6 # relative',
    '',
    'ours <- list(',
    figures.map(figureLine).join(',\n'),
    ')',
    `without <- c(${without.map(({ name, why }) => rText(`${name}: ${why}`)).join(', ')})`,
    '',
    RECIPES,
  ].join('\n');
}

function figureLine(figure: FigureToMatch): string {
  const { pair, name, measure, recipe, error, value, standardError, people } = figure;
  return (
    `  list(pair = ${pair}, name = ${rText(name)}, measure = ${rText(measure)}, recipe = ${rText(recipe)}, ` +
    `error = ${rText(error)},\n    value = ${rNumber(value)}, standardError = ${rNumber(standardError)}, ` +
    `people = c(${people.join(', ')}))`
  );
}

const RECIPES = String.raw`if (!requireNamespace("survival", quietly = TRUE)) {
  cat("The package survival is not installed. In R: install.packages(\"survival\")\n")
  quit(status = 2)
}
suppressPackageStartupMessages(library(survival))
here <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
folder <- if (length(here) > 0) dirname(gsub("~+~", " ", here[1], fixed = TRUE)) else "."
data <- read.csv(file.path(folder, "data.csv"))

# Each recipe gives c(value, standard error) of the first arm against the second, under one column of weights.
withWeights <- function(people, column) {
  people$w <- people[[column]]
  people[!is.na(people$w) & people$w > 0, ]
}

bySet <- function(error) error %in% c("sets", "sets HC1")

# Sum of the outer products of the scores, by matched set where there are sets; HC1 allows for the two means.
meat <- function(scores, people, error, sets) {
  n <- nrow(people)
  switch(error,
    "sets" = crossprod(rowsum(scores, people$set)) * sets / (sets - 1),
    "sets HC1" = crossprod(rowsum(scores, people$set)) * sets / (sets - 1) * (n - 1) / (n - 2),
    "HC1" = crossprod(scores) * n / (n - 2),
    crossprod(scores))
}

risks <- function(people, error, sets) {
  fit <- lm(event ~ arm, data = people, weights = w)
  x <- model.matrix(fit)
  bread <- solve(crossprod(x, x * people$w))
  variance <- bread %*% meat(x * (people$w * residuals(fit)), people, error, sets) %*% bread
  c(unname(coef(fit)["arm"]), sqrt(variance[2, 2]))
}

rates <- function(people, error, sets) {
  years <- people$days_at_risk / 365.25
  fit <- glm(count ~ arm + offset(log(years)), family = poisson, data = people, weights = w,
    control = glm.control(epsilon = 1e-14, maxit = 200))
  x <- model.matrix(fit)
  mu <- fitted(fit)
  bread <- solve(crossprod(x, x * (people$w * mu)))
  variance <- bread %*% meat(x * (people$w * (people$count - mu)), people, error, sets) %*% bread
  rate <- unname(exp(cumsum(coef(fit))))
  slope <- c(rate[2] - rate[1], rate[2])
  c(rate[2] - rate[1], sqrt(drop(slope %*% variance %*% slope)))
}

kaplanMeier <- function(people, error, sets) {
  people$unit <- if (bySet(error)) people$set else seq_len(nrow(people))
  at <- lapply(c(0, 1), function(arm) {
    own <- people[people$arm == arm, ]
    curve <- survfit(Surv(days, event) ~ 1, data = own, weights = w, robust = TRUE, cluster = unit)
    summary(curve, times = window, extend = TRUE)
  })
  c(at[[1]]$surv - at[[2]]$surv, sqrt(at[[1]]$std.err^2 + at[[2]]$std.err^2))
}

aalenJohansen <- function(people, error, sets) {
  people$unit <- if (bySet(error)) people$set else seq_len(nrow(people))
  people$end <- factor(ifelse(people$event == 1, 1, ifelse(people$competing == 1, 2, 0)), 0:2)
  at <- lapply(c(0, 1), function(arm) {
    own <- people[people$arm == arm, ]
    curve <- survfit(Surv(days, end) ~ 1, data = own, weights = w, cluster = unit)
    found <- summary(curve, times = window, extend = TRUE)
    k <- match("1", curve$states)
    c(found$pstate[1, k], found$std.err[1, k])
  })
  c(at[[2]][1] - at[[1]][1], sqrt(at[[1]][2]^2 + at[[2]][2]^2))
}

cox <- function(people, error, sets) {
  fit <- coxph(Surv(days, event) ~ arm, data = people, weights = w, ties = "efron", robust = TRUE,
    control = coxph.control(eps = 1e-11, iter.max = 100))
  c(unname(coef(fit)), NA)
}

recipes <- list("risks" = risks, "rates" = rates, "Kaplan-Meier" = kaplanMeier,
  "Aalen-Johansen" = aalenJohansen, "Cox" = cox)

# Several imputations of covariates are pooled by Rubin's rules.
make <- function(figure) {
  people <- data[data$pair == figure$pair, ]
  sets <- length(unique(people$set))
  columns <- c("weight", grep("^weight_", names(data), value = TRUE))
  columns <- columns[vapply(columns, function(own) any(!is.na(people[[own]])), logical(1))]
  all <- vapply(columns, function(own) recipes[[figure$recipe]](withWeights(people, own), figure$error, sets), numeric(2))
  between <- if (ncol(all) > 1) (1 + 1 / ncol(all)) * var(all[1, ]) else 0
  value <- mean(all[1, ])
  c(if (figure$recipe == "Cox") exp(value) else value, sqrt(mean(all[2, ]^2) + between))
}

isApart <- function(one, other) !is.finite(one) || abs(one - other) > tolerance * max(abs(other), 1e-9)

cat("Study ", study, ", made by ", engine, "\n", sep = "")
cat(R.version.string, ", survival ", as.character(packageVersion("survival")), "\n\n", sep = "")
apart <- 0
for (figure in ours) {
  found <- make(figure)
  weighed <- withWeights(data[data$pair == figure$pair, ], "weight")
  counted <- c(sum(weighed$arm == 1), sum(weighed$arm == 0))
  wrong <- c(
    if (isApart(found[1], figure$value)) "the figures are apart",
    if (figure$error != "none" && isApart(found[2], figure$standardError)) "the standard errors are apart",
    if (any(counted != figure$people)) "the people are not as many"
  )
  cat(figure$name, ", ", figure$measure, "\n", sep = "")
  cat(sprintf("  ours %.12g   R %.12g\n", figure$value, found[1]))
  if (figure$error != "none")
    cat(sprintf("  standard error: ours %.12g   R %.12g\n", figure$standardError, found[2]))
  cat(sprintf("  people: ours %d and %d   R %d and %d\n", figure$people[1], figure$people[2], counted[1], counted[2]))
  cat("  ", if (length(wrong) == 0) "the same" else paste("NOT THE SAME:", paste(wrong, collapse = "; ")), "\n\n", sep = "")
  apart <- apart + (length(wrong) > 0)
}
for (line in without) cat("Not made again: ", line, "\n", sep = "")
cat(if (length(ours) == 0) "There is no figure to make again.\n" else if (apart == 0) sprintf("All %d figures are the same.\n", length(ours)) else sprintf("%d of %d figures are NOT the same.\n", apart, length(ours)))
quit(status = if (apart > 0) 1 else 0)
`;
