# %% best_hidden_units
best_hidden_units = max(
    (1, 2, 4, 8),
    key=lambda n1: train_and_test(training, held_out, hidden_units=n1, learning_rate=1.0, iterations=500)[2],
)
