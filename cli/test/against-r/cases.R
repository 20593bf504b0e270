# What R says of many data sets, as calls of `throughcare stats` with the figures that they should give.
# Rscript cases.R FOLDER writes the data as CSV and cases.json there. Everything is iterated to convergence.
suppressWarnings(suppressMessages({
  library(survival); library(cmprsk); library(MASS); library(sandwich); library(survey); library(jsonlite)
}))
invisible(Sys.setlocale("LC_COLLATE", "C"))
folder <- commandArgs(TRUE)[1]
cases <- list()

# Factors as texts: R then has the same baseline, the first by the alphabet.
write <- function(name, data) {
  for (j in names(data)) if (is.factor(data[[j]])) data[[j]] <- as.character(data[[j]])
  write.csv(data, file.path(folder, paste0(name, ".csv")), row.names = FALSE)
  read.csv(file.path(folder, paste0(name, ".csv")), stringsAsFactors = TRUE, na.strings = c("NA", ""))
}
add <- function(name, args, checks) {
  cases[[length(cases) + 1]] <<- list(name = name, args = args, checks = lapply(checks, function(x) as.vector(unname(x))))
}
plain <- function(x) unname(as.vector(x))
tight <- coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 100)

veteran <- write("veteran", veteran)
colon1 <- write("colon", subset(colon, etype == 2))
pbc <- write("pbc", transform(pbc, died = as.integer(status == 2)))
ovarian <- write("ovarian", ovarian)
heart <- write("heart", transform(heart, transplant = as.character(transplant)))
bladder <- write("bladder", subset(bladder2, TRUE))
mgus2 <- write("mgus2", within(mgus2, {
  etime <- ifelse(pstat == 0, futime, ptime)
  cause <- ifelse(pstat == 0, 2 * death, 1)
}))
kidney <- write("kidney", kidney)
rotterdam <- write("rotterdam", rotterdam)
cgd <- write("cgd", cgd)
retinopathy <- write("retinopathy", retinopathy)
birthwt <- write("birthwt", transform(birthwt, race = c("white", "black", "other")[race]))
pima <- write("pima", Pima.te)
aids <- write("aids", transform(Aids2, time = death - diag + 0.5, dead = as.integer(status == "D"), T.categ = as.character(T.categ)))
set.seed(7)
weighted <- write("weighted", transform(veteran, w = round(runif(nrow(veteran), 0.2, 3), 3), k = sample(1:3, nrow(veteran), TRUE)))

# glm's working weights are those before its last step: begun again at its own end, they are the end's.
glm_to_the_end <- function(formula, family, data) {
  environment(formula) <- environment()
  fit <- glm(formula, family, data, weights = .w, epsilon = 1e-14, maxit = 100)
  for (again in 1:4) fit <- glm(formula, family, data, weights = .w, epsilon = 1e-14, maxit = 100, start = coef(fit))
  fit
}

# Kaplan-Meier --------------------------------------------------------------------------------------------------------
km_case <- function(name, file, data, time, event, is, by, extra = character(), weights = NULL, at = NULL) {
  y <- Surv(data[[time]], data[[event]] == is)
  for (kind in c("log", "plain", "log-log")) {
    d <- data.frame(y = y, g = if (is.null(by)) 1 else data[[by]], w = if (is.null(weights)) 1 else data[[weights]])
    groups <- sort(unique(d$g))
    checks <- list()
    for (k in seq_along(groups)) {
      own <- d[d$g == groups[k], ]
      fit <- if (is.null(weights)) survfit(y ~ 1, own, conf.type = kind) else survfit(y ~ 1, own, weights = w, conf.type = kind, robust = TRUE)
      at0 <- sprintf("groups[%d].", k - 1)
      alive <- fit$surv > 0
      upto <- sum(alive)
      put <- function(field, x) checks[[paste0(at0, "table[0:", upto, "].", field)]] <<- x[alive]
      put("time", fit$time); put("atRisk", fit$n.risk); put("events", fit$n.event); put("censored", fit$n.censor)
      put("survival", fit$surv)
      put("standardError", if (fit$logse) fit$surv * fit$std.err else fit$std.err)
      put("lower", fit$lower); put("upper", fit$upper); put("cumulativeHazard", fit$cumhaz)
      if (is.null(weights)) put("standardErrorOfHazard", fit$std.chaz)
      med <- summary(fit)$table[c("median", "0.95LCL", "0.95UCL")]
      for (j in 1:3) if (!is.na(med[j])) checks[[paste0(at0, "median.", c("time", "lower", "upper")[j])]] <- med[j]
      if (!is.null(at)) {
        s <- summary(fit, times = at[at <= max(own$y[, 1])])
        checks[[paste0(at0, "at[0:", length(s$time), "].survival")]] <- s$surv
        checks[[paste0(at0, "at[0:", length(s$time), "].standardError")]] <- s$std.err
        checks[[paste0(at0, "at[0:", length(s$time), "].atRisk")]] <- s$n.risk
      }
    }
    args <- c("km", "--data", file, "--time", time, "--event", event, "--event-is", is, "--conf-type", kind, extra,
              if (!is.null(by)) c("--by", by), if (!is.null(weights)) c("--weights", weights), if (!is.null(at)) c("--at", paste(at, collapse = ",")))
    add(paste("km", name, kind), args, checks)
  }
}
km_case("veteran", "veteran.csv", veteran, "time", "status", 1, "celltype", at = c(30, 100, 200))
km_case("colon", "colon.csv", colon1, "time", "status", 1, "rx", at = c(365, 1000, 2000))
km_case("ovarian", "ovarian.csv", ovarian, "futime", "fustat", 1, "rx")
km_case("pbc", "pbc.csv", pbc, "time", "status", 2, NULL, at = c(1000, 3000))
km_case("kidney", "kidney.csv", kidney, "time", "status", 1, "disease")
km_case("weights", "weighted.csv", weighted, "time", "status", 1, "trt", weights = "w")
fit <- survfit(Surv(start, stop, event) ~ 1, heart)
add("km delayed entry", c("km", "--data", "heart.csv", "--start", "start", "--stop", "stop", "--event", "event"),
    list("groups[0].table[*].time" = fit$time, "groups[0].table[*].survival" = fit$surv, "groups[0].table[*].atRisk" = fit$n.risk,
         "groups[0].table[*].standardError" = fit$surv * fit$std.err, "groups[0].table[*].lower" = fit$lower))

# Log-rank ------------------------------------------------------------------------------------------------------------
logrank_case <- function(name, file, formula, data, args, rho = 0) {
  d <- survdiff(formula, data, rho = rho)
  obs <- if (is.matrix(d$obs)) rowSums(d$obs) else d$obs
  exp <- if (is.matrix(d$exp)) rowSums(d$exp) else d$exp
  add(paste("logrank", name), c("logrank", "--data", file, args, if (rho != 0) c("--rho", rho)),
      list("groups[*].observed" = obs, "groups[*].expected" = exp, chiSquare = d$chisq, p = pchisq(d$chisq, length(d$n) - 1, lower.tail = FALSE),
           degreesOfFreedom = length(d$n) - 1))
}
v <- c("--time", "time", "--event", "status")
logrank_case("veteran cells", "veteran.csv", Surv(time, status) ~ celltype, veteran, c(v, "--by", "celltype"))
logrank_case("veteran strata", "veteran.csv", Surv(time, status) ~ trt + strata(celltype), veteran, c(v, "--by", "trt", "--strata", "celltype"))
logrank_case("veteran peto", "veteran.csv", Surv(time, status) ~ celltype, veteran, c(v, "--by", "celltype"), 1)
logrank_case("veteran half", "veteran.csv", Surv(time, status) ~ trt, veteran, c(v, "--by", "trt"), 0.5)
logrank_case("colon", "colon.csv", Surv(time, status) ~ rx, colon1, c(v, "--by", "rx"))
logrank_case("colon strata", "colon.csv", Surv(time, status) ~ rx + strata(sex, surg), colon1, c(v, "--by", "rx", "--strata", "sex,surg"))
logrank_case("pbc", "pbc.csv", Surv(time, died) ~ edema, pbc, c("--time", "time", "--event", "died", "--by", "edema"))
logrank_case("ovarian", "ovarian.csv", Surv(futime, fustat) ~ rx, ovarian, c("--time", "futime", "--event", "fustat", "--by", "rx"))
logrank_case("aids", "aids.csv", Surv(time, dead) ~ state, aids, c("--time", "time", "--event", "dead", "--by", "state"))

# Restricted means ----------------------------------------------------------------------------------------------------
rmst_case <- function(name, file, data, time, event, by, tau, weights = NULL) {
  d <- data.frame(t = data[[time]], e = data[[event]], g = data[[by]])
  found <- sapply(sort(unique(d$g)), function(g) {
    s <- summary(survfit(Surv(t, e) ~ 1, d[d$g == g, ]), rmean = tau)$table
    c(s[["rmean"]], s[["se(rmean)"]])
  })
  diff <- found[1, -1] - found[1, 1]
  se <- sqrt(found[2, -1]^2 + found[2, 1]^2)
  add(paste("rmst", name), c("rmst", "--data", file, "--time", time, "--event", event, "--by", by, "--tau", tau),
      list("groups[*].mean" = found[1, ], "groups[*].standardError" = found[2, ], "differences[*].difference" = diff,
           "differences[*].standardError" = se, "differences[*].p" = 2 * pnorm(-abs(diff / se))))
}
rmst_case("veteran", "veteran.csv", veteran, "time", "status", "trt", 300)
rmst_case("colon", "colon.csv", colon1, "time", "status", "rx", 2000)
rmst_case("colon early", "colon.csv", colon1, "time", "status", "node4", 700.5)
rmst_case("ovarian", "ovarian.csv", ovarian, "futime", "fustat", "rx", 600)
rmst_case("pbc", "pbc.csv", pbc, "time", "died", "sex", 3650)

# Cox -----------------------------------------------------------------------------------------------------------------
cox_case <- function(name, formula, data, args, ties = "efron", robust = FALSE, weights = NULL, transform = "km", concord = TRUE, ...) {
  environment(formula) <- environment()
  data$.w <- if (is.null(weights)) 1 else data[[weights]]
  clustered <- "--cluster" %in% args
  fit <- if (is.null(weights)) coxph(formula, data, ties = ties, robust = robust || clustered, control = tight, ...)
         else coxph(formula, data, ties = ties, weights = .w, control = tight, ...)
  s <- summary(fit)
  isrobust <- !is.null(fit$naive.var)
  se <- sqrt(diag(fit$var))
  checks <- list("coefficients[*].coefficient" = coef(fit), "coefficients[*].standardError" = se, "coefficients[*].hazardRatio" = exp(coef(fit)),
    "coefficients[*].z" = coef(fit) / se, "coefficients[*].p" = 2 * pnorm(-abs(coef(fit) / se)),
    "coefficients[*].hazardRatioLower" = exp(coef(fit) - qnorm(.975) * se), "coefficients[*].hazardRatioUpper" = exp(coef(fit) + qnorm(.975) * se),
    "logLikelihood.null" = fit$loglik[1], "logLikelihood.model" = fit$loglik[2], "tests.score.chiSquare" = fit$score,
    "tests.likelihoodRatio.chiSquare" = 2 * diff(fit$loglik), "tests.likelihoodRatio.p" = s$logtest[["pvalue"]], n = fit$n, events = fit$nevent)
  if (isrobust) {
    checks[["robustCovariance"]] <- as.vector(t(fit$var)); checks[["covariance"]] <- as.vector(t(fit$naive.var))
    checks[["tests.robustWald.chiSquare"]] <- fit$wald.test
    checks[["tests.robustScore.chiSquare"]] <- fit$rscore
  } else {
    checks[["covariance"]] <- as.vector(t(fit$var)); checks[["tests.wald.chiSquare"]] <- fit$wald.test
  }
  if (concord) { checks[["concordance"]] <- fit$concordance[["concordance"]] ; checks[["concordanceStandardError"]] <- fit$concordance[["std"]] }
  z <- try(cox.zph(fit, transform = transform, terms = TRUE), silent = TRUE)
  if (!inherits(z, "try-error")) {
    t <- z$table
    checks[["proportionalHazards.terms[*].chiSquare"]] <- t[-nrow(t), 1]
    checks[["proportionalHazards.global.chiSquare"]] <- t[nrow(t), 1]
    checks[["proportionalHazards.global.p"]] <- t[nrow(t), 3]
    zc <- cox.zph(fit, transform = transform, terms = FALSE)$table
    checks[["proportionalHazards.columns[*].chiSquare"]] <- zc[-nrow(zc), 1]
  }
  checks[["martingaleResiduals"]] <- resid(fit, "martingale")
  add(paste("cox", name), c("cox", args, if (ties != "efron") c("--ties", ties), if (robust) "--robust", if (transform != "km") c("--transform", transform)), checks)
}
v <- c("--data", "veteran.csv", "--time", "time", "--event", "status")
cox_case("veteran", Surv(time, status) ~ trt + celltype + karno + diagtime + age + prior, veteran, c(v, "--covariates", "trt,celltype,karno,diagtime,age,prior"))
cox_case("veteran breslow", Surv(time, status) ~ trt + celltype + karno, veteran, c(v, "--covariates", "trt,celltype,karno"), "breslow")
cox_case("veteran robust rank", Surv(time, status) ~ trt + celltype + karno, veteran, c(v, "--covariates", "trt,celltype,karno"), robust = TRUE, transform = "rank")
cox_case("veteran strata", Surv(time, status) ~ trt + karno + strata(celltype), veteran, c(v, "--covariates", "trt,karno", "--strata", "celltype"), transform = "identity")
cox_case("veteran weights", Surv(time, status) ~ trt + karno + celltype, weighted, c("--data", "weighted.csv", "--time", "time", "--event", "status", "--covariates", "trt,karno,celltype", "--weights", "w"), weights = "w")
cox_case("veteran weights breslow", Surv(time, status) ~ trt + karno, weighted, c("--data", "weighted.csv", "--time", "time", "--event", "status", "--covariates", "trt,karno", "--weights", "w"), "breslow", weights = "w")
cox_case("colon", Surv(time, status) ~ rx + sex + age + obstruct + perfor + adhere + extent + surg + node4, colon1, c("--data", "colon.csv", "--time", "time", "--event", "status", "--covariates", "rx,sex,age,obstruct,perfor,adhere,extent,surg,node4"))
cox_case("colon missing log", Surv(time, status) ~ rx + nodes + differ, colon1, c("--data", "colon.csv", "--time", "time", "--event", "status", "--covariates", "rx,nodes,differ"), transform = "log")
cox_case("pbc", Surv(time, died) ~ age + sex + edema + bili + albumin + protime + stage, pbc, c("--data", "pbc.csv", "--time", "time", "--event", "died", "--covariates", "age,sex,edema,bili,albumin,protime,stage"))
cox_case("ovarian", Surv(futime, fustat) ~ age + rx + resid.ds, ovarian, c("--data", "ovarian.csv", "--time", "futime", "--event", "fustat", "--covariates", "age,rx,resid.ds"))
cox_case("heart", Surv(start, stop, event) ~ age + year + surgery + transplant, heart, c("--data", "heart.csv", "--start", "start", "--stop", "stop", "--event", "event", "--covariates", "age,year,surgery,transplant"))
cox_case("heart breslow", Surv(start, stop, event) ~ age + year, heart, c("--data", "heart.csv", "--start", "start", "--stop", "stop", "--event", "event", "--covariates", "age,year"), "breslow")
cox_case("bladder cluster", Surv(start, stop, event) ~ rx + number + size + strata(enum) + cluster(id), bladder, c("--data", "bladder.csv", "--start", "start", "--stop", "stop", "--event", "event", "--covariates", "rx,number,size", "--strata", "enum", "--cluster", "id"))
cox_case("cgd cluster", Surv(tstart, tstop, status) ~ treat + inherit + age + steroids + cluster(id), cgd, c("--data", "cgd.csv", "--start", "tstart", "--stop", "tstop", "--event", "status", "--covariates", "treat,inherit,age,steroids", "--cluster", "id"))
cox_case("retinopathy cluster", Surv(futime, status) ~ trt + type + risk + cluster(id), retinopathy, c("--data", "retinopathy.csv", "--time", "futime", "--event", "status", "--covariates", "trt,type,risk", "--cluster", "id"))
cox_case("rotterdam", Surv(dtime, death) ~ age + meno + size + grade + nodes + pgr + er + hormon + chemo, rotterdam, c("--data", "rotterdam.csv", "--time", "dtime", "--event", "death", "--covariates", "age,meno,size,grade,nodes,pgr,er,hormon,chemo"))
cox_case("aids", Surv(time, dead) ~ state + sex + age + T.categ, aids, c("--data", "aids.csv", "--time", "time", "--event", "dead", "--covariates", "state,sex,age,T.categ"))
cox_case("kidney factor", Surv(time, status) ~ age + sex + disease + cluster(id), kidney, c("--data", "kidney.csv", "--time", "time", "--event", "status", "--covariates", "age,sex,disease", "--cluster", "id"))

# Competing risks -----------------------------------------------------------------------------------------------------
cif_case <- function(name, file, data, time, cause, by, at) {
  g <- factor(data[[by]])
  checks <- list()
  causes <- sort(setdiff(unique(data[[cause]]), 0))
  for (k in seq_along(levels(g))) {
    own <- data[g == levels(g)[k], ]
    fit <- survfit(Surv(own[[time]], factor(own[[cause]], c(0, causes))) ~ 1, conf.type = "log")
    for (j in seq_along(causes)) {
      at0 <- sprintf("groups[%d].causes[%d].table[*].", k - 1, j - 1)
      checks[[paste0(at0, "incidence")]] <- fit$pstate[, j + 1]
      checks[[paste0(at0, "standardError")]] <- fit$std.err[, j + 1]
    }
    checks[[sprintf("groups[%d].eventFree.table[*].share", k - 1)]] <- fit$pstate[, 1]
    checks[[sprintf("groups[%d].eventFree.table[*].standardError", k - 1)]] <- fit$std.err[, 1]
  }
  ci <- cuminc(data[[time]], data[[cause]], g)
  tp <- timepoints(ci, at)
  for (k in seq_along(levels(g))) for (j in seq_along(causes)) {
    row <- (j - 1) * nlevels(g) + k
    ok <- !is.na(tp$est[row, ])
    checks[[sprintf("groups[%d].causes[%d].at[0:%d].incidence", k - 1, j - 1, sum(ok))]] <- tp$est[row, ok]
    checks[[sprintf("groups[%d].causes[%d].at[0:%d].martingaleStandardError", k - 1, j - 1, sum(ok))]] <- sqrt(tp$var[row, ok])
  }
  checks[["grayTest[*].chiSquare"]] <- ci$Tests[, "stat"]
  checks[["grayTest[*].p"]] <- ci$Tests[, "pv"]
  add(paste("cif", name), c("cif", "--data", file, "--time", time, "--event", cause, "--by", by, "--at", paste(at, collapse = ",")), checks)
}
cif_case("mgus2", "mgus2.csv", mgus2, "etime", "cause", "sex", c(12, 60, 120, 200))
mel <- write("melanoma", transform(boot::melanoma, cause = c(1, 0, 2)[status]))
cif_case("melanoma", "melanoma.csv", mel, "time", "cause", "ulcer", c(500, 1500, 2500))
set.seed(11)
many <- data.frame(t = ceiling(rexp(400) * 8), g = sample(letters[1:3], 400, TRUE), x = rnorm(400), b = sample(c("no", "yes"), 400, TRUE))
many$c <- ifelse(runif(400) < .3, 0, ifelse(runif(400) < plogis(many$x), 1, ifelse(runif(400) < .6, 2, 3)))
many <- write("many", many)
cif_case("tied", "many.csv", many, "t", "c", "g", c(2, 5, 10))

fg_case <- function(name, file, data, time, cause, formula, covariates, of) {
  d <- data[complete.cases(data[c(time, cause, all.vars(formula))]), ]
  x <- model.matrix(formula, d)[, -1, drop = FALSE]
  fit <- crr(d[[time]], d[[cause]], x, failcode = of, gtol = 1e-13, maxiter = 100)
  add(paste("finegray", name), c("finegray", "--data", file, "--time", time, "--event", cause, "--cause", of, "--covariates", covariates),
      list("coefficients[*].coefficient" = fit$coef, "coefficients[*].standardError" = sqrt(diag(fit$var)), covariance = as.vector(fit$var),
           modelCovariance = as.vector(fit$invinf), "logLikelihood.model" = fit$loglik, "logLikelihood.null" = fit$loglik.null))
}
fg_case("mgus2 pcm", "mgus2.csv", mgus2, "etime", "cause", ~ age + sex + mspike, "age,sex,mspike", 1)
fg_case("mgus2 death", "mgus2.csv", mgus2, "etime", "cause", ~ age + sex + hgb + creat, "age,sex,hgb,creat", 2)
fg_case("tied", "many.csv", many, "t", "c", ~ g + x + b, "g,x,b", 1)
fg_case("tied second", "many.csv", many, "t", "c", ~ g + x + b, "g,x,b", 2)

# Logistic ------------------------------------------------------------------------------------------------------------
logistic_case <- function(name, file, formula, data, args, cluster = NULL, weights = NULL) {
  data$.w <- if (is.null(weights)) 1 else data[[weights]]
  fit <- suppressWarnings(glm_to_the_end(formula, binomial, data))
  se <- function(v) sqrt(diag(v))
  checks <- list("coefficients[*].coefficient" = coef(fit), "coefficients[*].standardErrors.model" = se(vcov(fit)), "covariances.model" = as.vector(vcov(fit)),
    deviance = deviance(fit), nullDeviance = fit$null.deviance, "fitted[*].fitted" = fitted(fit))
  if (is.null(weights)) checks <- c(checks, list(aic = AIC(fit), logLikelihood = as.numeric(logLik(fit))))
  for (k in c("HC0", "HC1", "HC2", "HC3")) checks[[paste0("coefficients[*].standardErrors.", k)]] <- se(vcovHC(fit, k))
  if (!is.null(cluster)) {
    g <- data[rownames(model.frame(fit)), cluster]
    checks[["coefficients[*].standardErrors.cluster"]] <- se(vcovCL(fit, g, type = "HC0"))
    checks[["coefficients[*].standardErrors.clusterHC1"]] <- se(vcovCL(fit, g, type = "HC1"))
  }
  add(paste("logistic", name), c("logistic", "--data", file, args, if (!is.null(cluster)) c("--cluster", cluster), if (!is.null(weights)) c("--weights", weights)), checks)
}
logistic_case("birthwt", "birthwt.csv", low ~ age + lwt + race + smoke + ptl + ht + ui, birthwt, c("--outcome", "low", "--covariates", "age,lwt,race,smoke,ptl,ht,ui"))
logistic_case("birthwt cluster", "birthwt.csv", low ~ smoke + race, birthwt, c("--outcome", "low", "--covariates", "smoke,race"), cluster = "ftv")
logistic_case("pima", "pima.csv", type ~ npreg + glu + bp + skin + bmi + ped + age, pima, c("--outcome", "type", "--outcome-is", "Yes", "--covariates", "npreg,glu,bp,skin,bmi,ped,age"))
logistic_case("pbc missing", "pbc.csv", died ~ bili + albumin + platelet + sex, pbc, c("--outcome", "died", "--covariates", "bili,albumin,platelet,sex"))
logistic_case("weights", "weighted.csv", status ~ trt + karno + celltype, weighted, c("--outcome", "status", "--covariates", "trt,karno,celltype"), weights = "k")

# Weighting -----------------------------------------------------------------------------------------------------------
weights_of <- function(e, a, estimand) switch(estimand,
  ATE = ifelse(a == 1, 1 / e, 1 / (1 - e)), ATT = ifelse(a == 1, 1, e / (1 - e)), ATC = ifelse(a == 1, (1 - e) / e, 1),
  ATO = ifelse(a == 1, 1 - e, e), ATM = pmin(e, 1 - e) / ifelse(a == 1, e, 1 - e))
m_se <- function(e, x, a, y, estimand) { # stacked estimating equations, derivatives by hand
  w <- weights_of(e, a, estimand); n <- length(a)
  dw <- switch(estimand, ATE = ifelse(a == 1, -(1 - e) / e, e / (1 - e)), ATT = ifelse(a == 1, 0, e / (1 - e)),
    ATC = ifelse(a == 1, -(1 - e) / e, 0), ATO = ifelse(a == 1, -e * (1 - e), e * (1 - e)))
  m1 <- sum(w * a * y) / sum(w * a); m0 <- sum(w * (1 - a) * y) / sum(w * (1 - a))
  psi <- cbind(w * a * (y - m1), w * (1 - a) * (y - m0), x * (a - e))
  A <- rbind(c(mean(w * a), 0, -colMeans(dw * a * (y - m1) * x)), c(0, mean(w * (1 - a)), -colMeans(dw * (1 - a) * (y - m0) * x)),
    cbind(0, 0, crossprod(x, x * e * (1 - e)) / n))
  V <- solve(A) %*% (crossprod(psi) / n) %*% t(solve(A)) / n
  sqrt(V[1, 1] + V[2, 2] - 2 * V[1, 2])
}
weight_case <- function(name, file, formula, data, treatment, covariates, outcome, link = "logit", extra = character()) {
  data$.w <- 1
  fit <- suppressWarnings(glm_to_the_end(formula, binomial(link), data))
  e <- fitted(fit); a <- fit$y; x <- model.matrix(fit); y <- as.numeric(data[[outcome]])
  for (estimand in c("ATE", "ATT", "ATC", "ATO", "ATM")) {
    w <- weights_of(e, a, estimand)
    l <- lm(y ~ a, weights = w)
    checks <- list("weights[*].weight" = w, "weights[*].score" = e, "effect.difference.value" = coef(l)[["a"]],
      "effectiveSampleSize.treated" = sum(w[a == 1])^2 / sum(w[a == 1]^2), "effectiveSampleSize.control" = sum(w[a == 0])^2 / sum(w[a == 0]^2))
    hc <- sapply(c("HC0", "HC1", "HC2", "HC3"), function(k) sqrt(vcovHC(l, k)["a", "a"]))
    checks[["effects[0:4].difference.standardError"]] <- hc
    if (link == "logit" && estimand != "ATM") checks[["effect.difference.standardError"]] <- m_se(e, x, a, y, estimand)
    num <- all.vars(formula)[-1]; num <- num[sapply(num, function(v) is.numeric(data[[v]]))]
    add(paste("weight", name, link, estimand), c("weight", "--data", file, "--treatment", treatment, "--covariates", covariates, "--outcome", outcome, "--estimand", estimand, "--link", link, extra), checks)
  }
}
weight_case("birthwt smoke", "birthwt.csv", smoke ~ age + lwt + race + ptl, birthwt, "smoke", "age,lwt,race,ptl", "bwt")
weight_case("birthwt low", "birthwt.csv", smoke ~ age + lwt + race + ptl, birthwt, "smoke", "age,lwt,race,ptl", "low", "probit")
weight_case("rotterdam", "rotterdam.csv", chemo ~ age + meno + size + grade + nodes, rotterdam, "chemo", "age,meno,size,grade,nodes", "death")
data(lalonde, package = "MatchIt")
lalonde <- write("lalonde", lalonde)
lf <- treat ~ age + educ + race + married + nodegree + re74 + re75
weight_case("lalonde", "lalonde.csv", lf, lalonde, "treat", "age,educ,race,married,nodegree,re74,re75", "re78")

# Matching: Debian's MatchIt 4.5.1 ignores calipers and breaks ties by the order of rows, so of pairs only what has none ----
match_case <- function(name, args, ...) {
  m <- MatchIt::matchit(lf, lalonde, ...)
  s <- summary(m)
  md <- MatchIt::match.data(m)
  fit <- lm(re78 ~ treat, md, weights = weights)
  checks <- list("balance[*].before.standardisedBy.asMatchIt" = s$sum.all[, "Std. Mean Diff."], "balance[*].before.kolmogorovSmirnov" = s$sum.all[, "eCDF Max"],
    "balance[*].before.meanDistributionDifference" = s$sum.all[, "eCDF Mean"])
  if (grepl("subclass", name)) checks <- c(checks, list("weights[*].weight" = m$weights, "effect.difference" = coef(fit)[["treat"]],
    "effect.standardErrors.HC1" = sqrt(vcovHC(fit, "HC1")["treat", "treat"]), "effect.standardErrors.HC3" = sqrt(vcovHC(fit, "HC3")["treat", "treat"])))
  add(paste("match", name), c("match", "--data", "lalonde.csv", "--treatment", "treat", "--covariates", "age,educ,race,married,nodegree,re74,re75", "--outcome", "re78", args), checks)
}
match_case("nearest", c("--ratio", "2"), method = "nearest", ratio = 2)
match_case("nearest logit", c("--caliper-on", "logit"), method = "nearest", link = "linear.logit")
match_case("subclass", c("--method", "subclass"), method = "subclass")
match_case("subclass 5 ATE", c("--method", "subclass", "--subclasses", "5", "--estimand", "ATE"), method = "subclass", subclass = 5, estimand = "ATE")
match_case("subclass 4 ATC", c("--method", "subclass", "--subclasses", "4", "--estimand", "ATC"), method = "subclass", subclass = 4, estimand = "ATC")

# Power ---------------------------------------------------------------------------------------------------------------
for (p in list(c(.046, .03), c(.3, .2), c(.12, .25))) for (w in c(.8, .9)) add(paste("power", p[1], p[2], w),
  c("power", "--rates", paste(p, collapse = ","), "--power", w), list(exactPeople = power.prop.test(p1 = p[1], p2 = p[2], power = w, tol = 1e-14)$n))
add("power n", c("power", "--rates", "0.3,0.2", "--n", "250"), list(power = power.prop.test(n = 250, p1 = .3, p2 = .2)$power))

writeLines(toJSON(cases, digits = I(17), auto_unbox = FALSE, na = "null"), file.path(folder, "cases.json"))
