# The queues of queues.ts in simmer: Rscript peers.R STAGES PLACES RATE PEOPLE SEED. Stays are exponential of mean 1.
# Prints events (an arrival or the end of a stay), seconds of the processor and the mean wait at the first stage.
suppressMessages(library(simmer))
given <- as.numeric(commandArgs(trailingOnly = TRUE))
stages <- given[1]
rate <- given[3]
set.seed(given[5])
way <- trajectory()
for (i in seq_len(stages)) {
  way <- way |> seize(paste0("stage", i)) |> timeout(\() rexp(1)) |> release(paste0("stage", i))
}
world <- simmer()
for (i in seq_len(stages)) world <- add_resource(world, paste0("stage", i), given[2])
world <- add_generator(world, "person", way, \() rexp(1, rate))
took <- system.time(run(world, until = given[4] / rate))
stays <- get_mon_arrivals(world, per_resource = TRUE)
first <- stays[stays$resource == "stage1", ]
cat(nrow(first) + nrow(stays), took[["user.self"]] + took[["sys.self"]],
  mean(first$end_time - first$start_time - first$activity_time))
