"""What do stocks and movements of persons say of attrition, retention and cost?"""
